package io.sluice.statusprojector.status;

import io.sluice.api.kustomize.KustomizationReasons;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Condition.Status;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.Reasons;
import io.sluice.api.meta.Snapshot;
import io.sluice.events.HealthReported;
import io.sluice.events.protocol.Readiness;
import io.sluice.events.protocol.UnitIdentity;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the status of a Kustomization shall say: Flux's words for the protocol's facts.
public final class KustomizationReport {
    private static final String IN_PROGRESS = "Reconciliation in progress";

    private final Live<KustomizationSpec, KustomizationStatus> live;
    private final UnitView view;
    private final Progress progress;

    private KustomizationReport(
            Live<KustomizationSpec, KustomizationStatus> live, UnitView view, Pace pace) {
        this.live = live;
        this.view = view;
        this.progress = new Progress(live, view, pace);
    }

    /// Decides.
    ///
    /// @param live the resource
    /// @param view what the log says of the unit of that name
    public static Report<KustomizationStatus> of(
            Live<KustomizationSpec, KustomizationStatus> live, UnitView view, Pace pace) {
        if (live.deleting() || live.suspended()) {
            return new Report.Leave<>(live.deleting() ? "being deleted" : "suspended");
        }
        return new KustomizationReport(live, view.ofUid(live.uid()), pace).decide();
    }

    private Report<KustomizationStatus> decide() {
        if (view.isEmpty() || view.isGone()) {
            return new Report.Leave<>("the log knows nothing of it");
        }
        if (progress.isAheadOfLive()) {
            return new Report.Leave<>("a newer generation is about to be read");
        }
        if (progress.isUntold()) {
            return new Report.Leave<>("nothing new is known yet");
        }
        Readiness readiness =
                Readiness.of(new UnitIdentity(live.uid(), live.generation()), view.slots());
        if (progress.isStale()) {
            return show(underway(), progress.due(), progress.since());
        }
        Report<KustomizationStatus> outcome = outcome(readiness);
        return progress.isPending() && !isUnseenOutcome(outcome)
                ? show(underway(), progress.due(), progress.since())
                : outcome;
    }

    /// Whether a request was closed and its outcome never shown. It is shown even though the next
    /// request is under way, so that a stream of commits does not hide what becomes of them.
    private boolean isUnseenOutcome(Report<KustomizationStatus> outcome) {
        return outcome instanceof Report.Show<KustomizationStatus> show
                && show.status().conditions().stream()
                        .noneMatch(one -> one.reason().equals(Reasons.PROGRESSING))
                && !facts(show.status()).equals(facts(live.status()));
    }

    /// What a closed request leaves in the status besides conditions.
    private static List<String> facts(KustomizationStatus status) {
        return List.of(
                String.valueOf(status.lastAppliedRevision()),
                String.valueOf(status.lastAttemptedRevision()),
                String.valueOf(status.lastHandledReconcileAt()),
                String.valueOf(status.observedGeneration()));
    }

    private Report<KustomizationStatus> outcome(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready ready ->
                    show(ready(ready), progress.dueOfSuccess(), progress.since());
            case Readiness.NotReady failed ->
                    show(failed(failed), progress.dueOfFailure(), progress.since());
            case Readiness.Unknown _ ->
                    progress.isSkipped()
                            ? new Report.Leave<>("the applier leaves it alone")
                            : show(underway(), progress.due(), progress.since());
        };
    }

    private Report<KustomizationStatus> show(
            KustomizationStatus wanted, Instant due, Instant since) {
        return isNews(wanted)
                ? new Report.Show<>(wanted, due, since)
                : new Report.Leave<>("it says so already");
    }

    /// Counting one more of the same in the history, or how long a passed health check took, is
    /// written along with other news but is none by itself.
    private boolean isNews(KustomizationStatus wanted) {
        KustomizationStatus held = live.status();
        boolean sameHistory = Histories.isSameNews(held.history(), wanted.history());
        return !sameHistory || !comparable(held).equals(comparable(wanted));
    }

    private static KustomizationStatus comparable(KustomizationStatus status) {
        return new KustomizationStatus(
                Healths.withoutMessage(status.conditions()),
                List.of(),
                null,
                status.lastAppliedOriginRevision(),
                status.lastAppliedRevision(),
                status.lastAttemptedRevision(),
                status.lastHandledReconcileAt(),
                status.observedGeneration());
    }

    private KustomizationStatus ready(Readiness.Ready ready) {
        Conditions conditions = conditions();
        conditions.set(
                ConditionTypes.READY,
                Status.True,
                KustomizationReasons.RECONCILIATION_SUCCEEDED,
                "Applied revision: " + ready.revision());
        Healths.passed(conditions, view);
        return status(conditions, snapshot(KustomizationReasons.RECONCILIATION_SUCCEEDED));
    }

    private KustomizationStatus failed(Readiness.NotReady failed) {
        Conditions conditions = conditions();
        conditions.set(ConditionTypes.READY, Status.False, failed.reason(), failed.message());
        if (failed.stalled()) {
            conditions.set(ConditionTypes.STALLED, Status.True, failed.reason(), failed.message());
        } else {
            conditions.set(
                    ConditionTypes.RECONCILING,
                    Status.True,
                    Reasons.PROGRESSING_WITH_RETRY,
                    failed.message());
        }
        Healths.failed(conditions, view, failed);
        return status(conditions, snapshot(failed.reason()));
    }

    private KustomizationStatus underway() {
        Conditions conditions = conditions();
        conditions.set(ConditionTypes.READY, Status.Unknown, Reasons.PROGRESSING, IN_PROGRESS);
        conditions.set(
                ConditionTypes.RECONCILING, Status.True, Reasons.PROGRESSING, progress.message());
        if (progress.isChecking()) {
            conditions.set(
                    ConditionTypes.HEALTHY,
                    Status.Unknown,
                    Reasons.PROGRESSING,
                    progress.message());
        } else {
            conditions.keep(ConditionTypes.HEALTHY);
        }
        return status(conditions, Optional.empty());
    }

    private Conditions conditions() {
        return new Conditions(live.status().conditions(), live.generation(), progress.since());
    }

    private KustomizationStatus status(Conditions conditions, Optional<Snapshot> seen) {
        KustomizationStatus held = live.status();
        HealthReported.@Nullable LastReady last =
                view.health() == null ? null : view.health().fact().lastReady();
        return new KustomizationStatus(
                conditions.list(),
                seen.map(line -> Histories.with(held.history(), line)).orElse(held.history()),
                null,
                last == null ? held.lastAppliedOriginRevision() : last.originRevision(),
                last == null ? held.lastAppliedRevision() : last.revision(),
                progress.attempted().orElse(held.lastAttemptedRevision()),
                progress.handled().orElse(held.lastHandledReconcileAt()),
                Math.max(held.observedGeneration(), progress.closedGeneration()));
    }

    /// Only an apply makes history, as in Flux: what was not built has no content.
    private Optional<Snapshot> snapshot(String result) {
        return progress.applied()
                .map(
                        run ->
                                new Snapshot(
                                        run.digest(),
                                        run.end(),
                                        run.end(),
                                        GoDuration.format(run.duration()),
                                        result,
                                        1,
                                        run.metadata()));
    }
}
