package io.sluice.statusprojector.http;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of the newest request at each service.
record SlotsJson(@Nullable Render render, @Nullable Apply apply, @Nullable Health health) {

    /// At the renderer.
    record Render(
            RequestNumber request,
            Instant time,
            String answer,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable String digest,
            @Nullable Integer objects,
            @Nullable Boolean unchanged,
            @Nullable Long millis) {}

    /// At the applier.
    record Apply(
            RequestNumber request,
            Instant time,
            String outcome,
            @Nullable String revision,
            @Nullable String digest,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Long millis) {}

    /// In the cluster.
    record Health(
            RequestNumber request,
            Instant time,
            String state,
            String digest,
            @Nullable String reason,
            @Nullable String message) {}

    static SlotsJson of(UnitView view) {
        return new SlotsJson(
                view.render() == null ? null : render(view.render()),
                view.apply() == null ? null : apply(view.apply()),
                view.health() == null ? null : health(view.health()));
    }

    private static Render render(Recorded<RenderAnswer> slot) {
        return switch (slot.fact()) {
            case Rendered rendered ->
                    new Render(
                            slot.request(),
                            slot.time(),
                            "Rendered",
                            null,
                            rendered.warnings().isEmpty()
                                    ? null
                                    : String.join("\n", rendered.warnings()),
                            null,
                            null,
                            rendered.digest(),
                            rendered.objects(),
                            rendered.unchanged(),
                            rendered.millis());
            case RenderFailed failed ->
                    answer(
                            slot,
                            "RenderFailed",
                            failed.reason(),
                            failed.message(),
                            failed.file(),
                            failed.line());
            case RenderWaiting waiting ->
                    answer(slot, "Waiting", waiting.reason(), waiting.message(), null, null);
            case RenderDeferred deferred ->
                    answer(slot, "Deferred", deferred.reason(), deferred.message(), null, null);
        };
    }

    private static Render answer(
            Recorded<RenderAnswer> slot,
            String answer,
            String reason,
            String message,
            @Nullable String file,
            @Nullable Integer line) {
        return new Render(
                slot.request(),
                slot.time(),
                answer,
                reason,
                message,
                file,
                line,
                null,
                null,
                null,
                null);
    }

    private static Apply apply(Recorded<ApplyOutcome> slot) {
        return switch (slot.fact()) {
            case Applied applied ->
                    new Apply(
                            slot.request(),
                            slot.time(),
                            "Applied",
                            slot.context().revision(),
                            applied.digest(),
                            null,
                            null,
                            applied.millis());
            case ApplyFailed failed ->
                    outcome(
                            slot,
                            "ApplyFailed",
                            failed.digest(),
                            failed.reason(),
                            failed.message());
            case ApplyBlocked blocked ->
                    outcome(
                            slot,
                            "Blocked",
                            blocked.digest(),
                            blocked.reason().name(),
                            blocked.message());
            case ApplySkipped skipped ->
                    outcome(slot, "Skipped", null, skipped.reason().name(), skipped.message());
        };
    }

    private static Apply outcome(
            Recorded<ApplyOutcome> slot,
            String outcome,
            @Nullable String digest,
            String reason,
            String message) {
        return new Apply(
                slot.request(),
                slot.time(),
                outcome,
                slot.context().revision(),
                digest,
                reason,
                message,
                null);
    }

    private static Health health(Recorded<HealthReported> slot) {
        HealthReported fact = slot.fact();
        return new Health(
                slot.request(),
                slot.time(),
                fact.state().name(),
                fact.digest(),
                fact.reason(),
                fact.message());
    }
}
