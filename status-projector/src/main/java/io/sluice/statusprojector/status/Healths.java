package io.sluice.statusprojector.status;

import io.sluice.api.kustomize.KustomizationReasons;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.Condition.Status;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.Reasons;
import io.sluice.events.HealthReported;
import io.sluice.events.protocol.Readiness;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.UnitView;
import java.util.List;

/// The `Healthy` condition: there while health is checked, gone where nothing is.
final class Healths {
    private Healths() {}

    static void passed(Conditions conditions, UnitView view) {
        Recorded<HealthReported> health = view.health();
        if (health == null || health.fact().state() != HealthReported.State.HEALTHY) {
            return;
        }
        String message = health.fact().message();
        conditions.set(
                ConditionTypes.HEALTHY,
                Status.True,
                Reasons.SUCCEEDED,
                message == null ? "Health check passed" : message);
    }

    /// A failure of the check shows; any other leaves the last result standing.
    static void failed(Conditions conditions, UnitView view, Readiness.NotReady failed) {
        Recorded<HealthReported> health = view.health();
        boolean checked =
                failed.reason().equals(KustomizationReasons.HEALTH_CHECK_FAILED)
                        || (health != null
                                && health.fact().state() == HealthReported.State.FAILED
                                && failed.message().equals(health.fact().message()));
        if (checked) {
            conditions.set(ConditionTypes.HEALTHY, Status.False, failed.reason(), failed.message());
        } else {
            conditions.keep(ConditionTypes.HEALTHY);
        }
    }

    /// The conditions, with nothing in the message of a passed check (it tells how long it took).
    static List<Condition> withoutMessage(List<Condition> conditions) {
        return conditions.stream().map(Healths::quiet).toList();
    }

    private static Condition quiet(Condition one) {
        return one.type().equals(ConditionTypes.HEALTHY) && one.holds()
                ? new Condition(
                        one.type(),
                        one.status(),
                        one.observedGeneration(),
                        one.lastTransitionTime(),
                        one.reason(),
                        "")
                : one;
    }
}
