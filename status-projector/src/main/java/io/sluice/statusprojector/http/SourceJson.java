package io.sluice.statusprojector.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Commit;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.RequestNumber;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceEvent;
import io.sluice.events.SourceFailed;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.SourceView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source in a list.
///
/// @param detected when the revision was announced
/// @param lastChecked when the newest record was written
record SourceJson(
        String key,
        String kind,
        String namespace,
        String name,
        String uid,
        long generation,
        ReadyJson ready,
        boolean stalled,
        @Nullable String revision,
        @Nullable String commit,
        RequestNumber request,
        @Nullable Instant detected,
        Instant lastChecked,
        @Nullable ArtifactJson artifact) {

    /// What the store holds.
    record ArtifactJson(
            String revision,
            String digest,
            long size,
            String url,
            String path,
            Instant lastUpdateTime) {
        static ArtifactJson of(ArtifactReference artifact) {
            return new ArtifactJson(
                    artifact.revision(),
                    artifact.digest(),
                    artifact.size(),
                    artifact.url(),
                    artifact.path(),
                    artifact.lastUpdateTime());
        }
    }

    /// A source with the commits of its newest announcement, newest first.
    record Detail(@JsonUnwrapped SourceJson source, List<Commit> commits, boolean truncated) {}

    static SourceJson of(
            SourceView view, Recorded<? extends SourceEvent> newest, @Nullable Instant detected) {
        Context context = newest.context();
        @Nullable ArtifactReference artifact = view.artifact().orElse(null);
        return new SourceJson(
                view.key().toString(),
                view.key().kind(),
                view.key().namespace(),
                view.key().name(),
                context.uid(),
                context.generation(),
                ready(newest.fact()),
                newest.fact() instanceof SourceFailed failed && failed.stalled(),
                artifact == null ? null : artifact.revision(),
                context.commit(),
                newest.request(),
                detected,
                newest.time(),
                artifact == null ? null : ArtifactJson.of(artifact));
    }

    static Detail detail(
            SourceView view, Recorded<? extends SourceEvent> newest, @Nullable Instant detected) {
        Recorded<CommitDetected> announced = view.announced();
        return new Detail(
                of(view, newest, detected),
                announced == null ? List.of() : announced.fact().commits(),
                announced != null && announced.fact().truncated());
    }

    private static ReadyJson ready(SourceEvent event) {
        return switch (event) {
            case CommitDetected found -> stored(found.artifact());
            case SourceChecked checked -> stored(checked.artifact());
            case SourceFailed failed -> new ReadyJson("False", failed.reason(), failed.message());
        };
    }

    private static ReadyJson stored(ArtifactReference artifact) {
        return new ReadyJson(
                "True",
                "Succeeded",
                "stored artifact for revision '%s'".formatted(artifact.revision()));
    }
}
