package io.sluice.statusprojector.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.statusprojector.projection.Drift;
import io.sluice.statusprojector.projection.Manifests;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything about one unit; object bodies are not among it.
record UnitDetailJson(
        @JsonUnwrapped UnitJson unit,
        SlotsJson slots,
        List<ChangeLine> changes,
        List<FailureLine> failures,
        List<ObjectLine> objects,
        List<DriftLine> drifts) {

    /// What the last apply did to one object.
    record ChangeLine(
            String apiVersion, String kind, String namespace, String name, String action) {
        static ChangeLine of(ObjectChange change) {
            ObjectId id = change.object();
            return new ChangeLine(
                    id.apiVersion(), id.kind(), id.namespace(), id.name(), change.action().word());
        }
    }

    /// Why one object is not what Git says.
    record FailureLine(
            String apiVersion,
            String kind,
            String namespace,
            String name,
            @Nullable String file,
            String message) {
        static FailureLine of(ObjectFailure failure) {
            ObjectId id = failure.object();
            return new FailureLine(
                    id.apiVersion(),
                    id.kind(),
                    id.namespace(),
                    id.name(),
                    failure.file(),
                    failure.message());
        }
    }

    /// One object of the desired state.
    record ObjectLine(
            String apiVersion,
            String kind,
            String namespace,
            String name,
            String digest,
            @Nullable String file) {
        static ObjectLine of(Manifests.Line line) {
            ObjectId id = line.object();
            return new ObjectLine(
                    id.apiVersion(),
                    id.kind(),
                    id.namespace(),
                    id.name(),
                    line.digest(),
                    line.file());
        }
    }

    /// One time that a live object was not what Git says.
    record DriftLine(
            Instant time,
            String apiVersion,
            String kind,
            String namespace,
            String name,
            String how,
            List<String> paths,
            String by,
            @Nullable Instant corrected,
            boolean contested,
            @Nullable String message,
            @Nullable Long millis) {
        static DriftLine of(Drift.Incident incident) {
            ObjectId id = incident.object();
            return new DriftLine(
                    incident.time(),
                    id.apiVersion(),
                    id.kind(),
                    id.namespace(),
                    id.name(),
                    incident.how().name(),
                    incident.paths(),
                    incident.by(),
                    incident.corrected(),
                    incident.contested(),
                    incident.message(),
                    incident.millis());
        }
    }

    static UnitDetailJson of(UnitView view) {
        return new UnitDetailJson(
                UnitJson.of(view),
                SlotsJson.of(view),
                changes(view).stream().map(ChangeLine::of).toList(),
                failures(view).stream().map(FailureLine::of).toList(),
                view.objects().stream().map(ObjectLine::of).toList(),
                view.drift().incidents().stream().map(DriftLine::of).toList());
    }

    private static List<ObjectChange> changes(UnitView view) {
        return view.apply() == null
                ? List.of()
                : switch (view.apply().fact()) {
                    case Applied applied -> applied.changes();
                    case ApplyFailed failed -> failed.changes();
                    case ApplyBlocked _, ApplySkipped _ -> List.of();
                };
    }

    private static List<ObjectFailure> failures(UnitView view) {
        ApplyOutcome outcome = view.apply() == null ? null : view.apply().fact();
        if (outcome instanceof ApplyFailed failed) {
            return failed.failures();
        }
        return view.health() == null ? List.of() : view.health().fact().culprits();
    }
}
