package io.sluice.statusprojector.notice;

import io.sluice.api.kustomize.KustomizationReasons;
import io.sluice.api.meta.ApiGroups;
import io.sluice.api.meta.Reasons;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.DriftCorrected;
import io.sluice.events.Envelope;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.protocol.Readiness;
import io.sluice.statusprojector.notice.Notice.Fact;
import io.sluice.statusprojector.notice.Notice.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is told of a unit: what changed in the cluster, how a reconciliation ended, and why one
/// failed. A new revision that changes nothing in a unit is not told; its status says it.
final class UnitNotices {
    private static final Set<ObjectChange.Action> CHANGES =
            EnumSet.of(
                    ObjectChange.Action.CREATED,
                    ObjectChange.Action.CONFIGURED,
                    ObjectChange.Action.DELETED);

    /// Requests whose end somebody waits for, or that follow a failure.
    private static final Set<Cause> AWAITED =
            EnumSet.of(
                    Cause.SPEC_CHANGED,
                    Cause.REQUESTED,
                    Cause.RESUMED,
                    Cause.REFERENCE_CHANGED,
                    Cause.RETRY);

    private final Envelope record;
    private final UnitCircumstances around;
    private final SortedMap<String, String> metadata = new TreeMap<>();

    private UnitNotices(Envelope record, UnitCircumstances around) {
        this.record = record;
        this.around = around;
        Context context = record.context();
        put("revision", context.revision());
        put("originRevision", context.originRevision());
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            metadata.put(ApiGroups.KUSTOMIZE + "/" + name, value);
        }
    }

    /// What a record of `outcomes` or `drift` tells, in order.
    static List<Notice> of(Envelope record, UnitCircumstances around) {
        var notices = new UnitNotices(record, around);
        return switch (record.event()) {
            case RenderFailed failed -> notices.failed(failed);
            case RenderWaiting waiting when waiting.stalled() ->
                    List.of(
                            notices.lasting(
                                    Level.WARNING,
                                    waiting.reason(),
                                    waiting.message(),
                                    waiting.message()));
            case Applied applied -> notices.applied(applied);
            case ApplyFailed failed -> notices.failed(failed);
            case ApplyBlocked blocked -> notices.blocked(blocked);
            case HealthReported health -> notices.health(health);
            case DriftCorrected end -> notices.drift(end);
            default -> List.of();
        };
    }

    /// Whether an apply changed anything.
    static boolean isChange(Object outcome) {
        return outcome instanceof Applied applied && !lines(applied.changes()).isEmpty();
    }

    private List<Notice> failed(RenderFailed failed) {
        String message = Readiness.located(failed);
        return List.of(lasting(Level.WARNING, failed.reason(), message, message));
    }

    private List<Notice> applied(Applied applied) {
        String lines = lines(applied.changes());
        return lines.isEmpty()
                ? List.of()
                : List.of(once(Level.NORMAL, Reasons.PROGRESSING, lines));
    }

    /// What was changed before the failure is told along with it, as in Flux.
    private List<Notice> failed(ApplyFailed failed) {
        if (failed.reason().equals(ApplyFailed.BODY_MISSING)) {
            return List.of();
        }
        String lines = lines(failed.changes());
        return List.of(
                lines.isEmpty()
                        ? lasting(
                                Level.WARNING, failed.reason(), failed.message(), failed.message())
                        : once(Level.WARNING, failed.reason(), failed.message() + "\n" + lines));
    }

    private List<Notice> blocked(ApplyBlocked blocked) {
        boolean guarded = blocked.reason() == ApplyBlocked.Reason.DELETE_GUARD;
        return List.of(
                lasting(
                        guarded ? Level.WARNING : Level.NORMAL,
                        guarded ? KustomizationReasons.PRUNE_FAILED : Reasons.DEPENDENCY_NOT_READY,
                        blocked.message(),
                        blocked.message()));
    }

    private List<Notice> health(HealthReported health) {
        return switch (health.state()) {
            case HEALTHY, NOT_AWAITED -> isNews() ? succeeded(health) : List.of();
            case FAILED -> List.of(unhealthy(health));
            case WAITING, UNKNOWN -> List.of();
        };
    }

    private boolean isNews() {
        return AWAITED.contains(record.context().cause()) || around.changed() || around.recovered();
    }

    private List<Notice> succeeded(HealthReported health) {
        var notices = new ArrayList<Notice>();
        String passed = health.message();
        if (health.state() == HealthReported.State.HEALTHY && passed != null) {
            notices.add(once(Level.NORMAL, Reasons.PROGRESSING, passed));
        }
        put("commit_status", "update");
        notices.add(
                once(
                        Level.NORMAL,
                        KustomizationReasons.RECONCILIATION_SUCCEEDED,
                        "Reconciliation finished in %s, next run in %s"
                                .formatted(around.took(), around.interval())));
        return notices;
    }

    /// The message tells how long it took; what counts is what is not healthy.
    private Notice unhealthy(HealthReported health) {
        String reason =
                health.reason() == null
                        ? KustomizationReasons.HEALTH_CHECK_FAILED
                        : health.reason();
        String culprits =
                health.culprits().stream()
                        .map(ObjectFailure::toString)
                        .collect(Collectors.joining(", "));
        String message = health.message() == null ? "health check failed" : health.message();
        return lasting(Level.WARNING, reason, message, culprits.isEmpty() ? message : culprits);
    }

    private List<Notice> drift(DriftCorrected end) {
        String message =
                "%s drifted (%s): %s".formatted(end.object(), around.drift(), end.message());
        return List.of(
                new Notice(
                        record.resource(),
                        record.context().uid(),
                        end.corrected() ? Level.NORMAL : Level.WARNING,
                        end.corrected() ? "DriftCorrected" : "DriftCorrectionFailed",
                        message,
                        metadata,
                        record.head().time(),
                        List.of(record.head().id())));
    }

    private Notice once(Level level, String reason, String message) {
        return Notice.once(fact(), level, reason, message, metadata);
    }

    private Notice lasting(Level level, String reason, String message, String state) {
        return Notice.whileItLasts(fact(), level, reason, message, metadata, state);
    }

    private Fact fact() {
        return new Fact(
                record.resource(),
                record.context(),
                record.head().time(),
                record.head().key().slot().suffix());
    }

    /// One line per object that changed, for example `ConfigMap/apps/settings configured`.
    private static String lines(List<ObjectChange> changes) {
        return changes.stream()
                .filter(change -> CHANGES.contains(change.action()))
                .map(ObjectChange::toString)
                .collect(Collectors.joining("\n"));
    }
}
