package io.sluice.statusprojector.http;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Context;
import io.sluice.events.RequestNumber;
import io.sluice.events.SourceReference;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.Stage;
import io.sluice.statusprojector.projection.Timeline;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A unit in a list.
///
/// @param stage where the newest request stands
/// @param digest of the manifests that were applied
record UnitJson(
        String key,
        String kind,
        String namespace,
        String name,
        @Nullable String uid,
        @Nullable Long generation,
        Stage stage,
        ReadyJson ready,
        boolean stalled,
        @Nullable String source,
        @Nullable String revision,
        @Nullable String commit,
        @Nullable String lastAppliedRevision,
        @Nullable String lastAttemptedRevision,
        @Nullable String digest,
        Requests requests,
        Times timeline,
        Drifts drift) {

    /// The number of the newest request, and of each slot.
    record Requests(
            @Nullable RequestNumber asked,
            @Nullable RequestNumber render,
            @Nullable RequestNumber apply,
            @Nullable RequestNumber health,
            @Nullable String cause) {}

    /// When the unit first reached each stage at one revision.
    record Times(
            @Nullable String revision,
            @Nullable String commit,
            @Nullable Instant detected,
            @Nullable Instant requested,
            @Nullable Instant rendered,
            @Nullable Instant applied,
            @Nullable Instant healthy) {}

    /// How often live objects were not what Git says.
    record Drifts(long detected, long corrected, @Nullable Instant last) {}

    static UnitJson of(UnitView view) {
        @Nullable Context newest = view.newest().orElse(null);
        @Nullable SourceReference source = newest == null ? null : newest.source();
        return new UnitJson(
                view.key().toString(),
                view.key().kind(),
                view.key().namespace(),
                view.key().name(),
                newest == null ? null : newest.uid(),
                newest == null ? null : newest.generation(),
                view.stage(),
                ReadyJson.of(view.readiness()),
                ReadyJson.isStalled(view.readiness()),
                source == null ? null : source.key().toString(),
                newest == null ? null : newest.revision(),
                newest == null ? null : newest.commit(),
                lastApplied(view),
                view.apply() == null ? null : view.apply().context().revision(),
                digest(view),
                requests(view),
                times(view.timeline(), view.detected()),
                drifts(view));
    }

    private static @Nullable String lastApplied(UnitView view) {
        return view.health() == null || view.health().fact().lastReady() == null
                ? null
                : view.health().fact().lastReady().revision();
    }

    private static @Nullable String digest(UnitView view) {
        return view.apply() == null
                ? null
                : switch (view.apply().fact()) {
                    case Applied applied -> applied.digest();
                    case ApplyFailed failed -> failed.digest();
                    case ApplyBlocked blocked -> blocked.digest();
                    case ApplySkipped _ -> null;
                };
    }

    private static Requests requests(UnitView view) {
        return new Requests(
                number(view.asked()),
                number(view.render()),
                number(view.apply()),
                number(view.health()),
                view.newest().map(context -> context.cause().name()).orElse(null));
    }

    private static @Nullable RequestNumber number(@Nullable Recorded<?> fact) {
        return fact == null ? null : fact.request();
    }

    private static Times times(Timeline line, @Nullable Instant detected) {
        return new Times(
                line.revision(),
                line.commit(),
                detected,
                line.requested(),
                line.rendered(),
                line.applied(),
                line.healthy());
    }

    private static Drifts drifts(UnitView view) {
        return new Drifts(
                view.drift().detected(),
                view.drift().corrected(),
                view.drift().incidents().isEmpty()
                        ? null
                        : view.drift().incidents().getFirst().time());
    }
}
