package io.sluice.events.protocol;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.protocol.Slots.Filled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a unit is ready, as both the applier (for dependencies) and the status-projector (for
/// the `Ready` condition) judge it (protocol 4). Reasons are Flux's.
public sealed interface Readiness {

    /// Applied and healthy, at this generation.
    ///
    /// @param revision that was applied
    /// @param digest of the manifests that were applied
    record Ready(@Nullable String revision, String digest) implements Readiness {}

    /// Failed, blocked or waiting for its source.
    ///
    /// @param stalled whether only a change of the declaration can help
    record NotReady(String reason, String message, boolean stalled) implements Readiness {}

    /// On its way, or nothing is known.
    record Unknown(String reason, String message) implements Readiness {}

    /// The reason of a unit that is on its way.
    String PROGRESSING = "Progressing";

    /// The reasons of applies that only a change of the declaration can mend.
    List<String> TERMINAL = List.of("InvalidCELExpression", "AccessDenied", "FeatureGateDisabled");

    /// Judges a unit.
    ///
    /// @param unit the live resource
    /// @param all its outcome slots; those of another uid count as absent
    static Readiness of(UnitIdentity unit, Slots all) {
        Slots slots = all.ofUid(unit.uid());
        if (slots.isEmpty()) {
            return new Unknown(PROGRESSING, "nothing is known of this unit yet");
        }
        Filled<RenderAnswer> render = slots.render();
        Filled<ApplyOutcome> apply = slots.apply();
        RequestNumber applied = apply == null ? RequestNumber.NONE : apply.context().request();
        if (render != null && render.context().request().isAfter(applied)) {
            Readiness early = ofNewerRender(render, apply, unit);
            if (early != null) {
                return early;
            }
        }
        if (apply == null) {
            return new Unknown(PROGRESSING, "Reconciliation in progress");
        }
        return ofApply(unit, apply, slots.health());
    }

    private static @Nullable Readiness ofNewerRender(
            Filled<RenderAnswer> render, @Nullable Filled<ApplyOutcome> apply, UnitIdentity unit) {
        return switch (render.outcome()) {
            case RenderFailed failed ->
                    new NotReady(failed.reason(), located(failed), failed.stalled());
            case RenderWaiting waiting ->
                    new NotReady(waiting.reason(), waiting.message(), waiting.stalled());
            case Rendered rendered -> {
                boolean same =
                        apply != null
                                && rendered.digest().equals(digestOf(apply.outcome()))
                                && apply.context().generation() == unit.generation()
                                && render.context().generation() == unit.generation();
                yield same ? null : new Unknown(PROGRESSING, "Reconciliation in progress");
            }
            case RenderDeferred deferred -> ofPrevious(deferred, apply, unit);
        };
    }

    private static @Nullable Readiness ofPrevious(
            RenderDeferred deferred, @Nullable Filled<ApplyOutcome> apply, UnitIdentity unit) {
        RenderAnswer previous = deferred.previous();
        Context context = deferred.previousContext();
        if (previous == null || context == null || previous instanceof RenderDeferred) {
            return null;
        }
        RequestNumber applied = apply == null ? RequestNumber.NONE : apply.context().request();
        return context.request().isAfter(applied)
                ? ofNewerRender(new Filled<>(context, previous), apply, unit)
                : null;
    }

    private static Readiness ofApply(
            UnitIdentity unit, Filled<ApplyOutcome> apply, @Nullable Filled<HealthReported> slot) {
        return switch (apply.outcome()) {
            case ApplyFailed failed ->
                    new NotReady(
                            failed.reason(), failed.message(), TERMINAL.contains(failed.reason()));
            case ApplyBlocked blocked ->
                    new NotReady(reasonOf(blocked.reason()), blocked.message(), false);
            case ApplySkipped skipped -> new Unknown("Suspended", skipped.message());
            case Applied applied -> ofHealth(unit, apply, applied, slot);
        };
    }

    private static Readiness ofHealth(
            UnitIdentity unit,
            Filled<ApplyOutcome> apply,
            Applied applied,
            @Nullable Filled<HealthReported> slot) {
        boolean current =
                slot != null
                        && apply.context().generation() == unit.generation()
                        && slot.context().generation() == unit.generation()
                        && slot.outcome().digest().equals(applied.digest());
        if (slot == null || !current) {
            return new Unknown(PROGRESSING, "Reconciliation in progress");
        }
        HealthReported health = slot.outcome();
        return switch (health.state()) {
            case HEALTHY, NOT_AWAITED -> new Ready(apply.context().revision(), applied.digest());
            case FAILED ->
                    new NotReady(
                            or(health.reason(), "HealthCheckFailed"),
                            or(health.message(), "health check failed"),
                            false);
            case WAITING, UNKNOWN ->
                    new Unknown(PROGRESSING, or(health.message(), "Running health checks"));
        };
    }

    private static @Nullable String digestOf(ApplyOutcome outcome) {
        return switch (outcome) {
            case Applied applied -> applied.digest();
            case ApplyFailed failed -> failed.digest();
            case ApplyBlocked blocked -> blocked.digest();
            case ApplySkipped _ -> null;
        };
    }

    /// Flux's reason for a unit that is blocked; a cycle is a dependency that never gets ready.
    private static String reasonOf(ApplyBlocked.Reason reason) {
        return switch (reason) {
            case DEPENDENCY_NOT_READY, CYCLE, UNKNOWN -> "DependencyNotReady";
            case DELETE_GUARD -> "PruneFailed";
        };
    }

    /// The message of a failed build, with file and line where they are known.
    static String located(RenderFailed failed) {
        String file = failed.file();
        if (file == null || failed.message().contains(file)) {
            return failed.message();
        }
        Integer line = failed.line();
        return file + (line == null ? "" : ":" + line) + ": " + failed.message();
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
