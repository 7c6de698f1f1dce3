package io.sluice.applier.engine;

import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.health.HealthCourse;
import io.sluice.applier.health.HealthVerdict;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.LastReady;
import io.sluice.events.HealthReported.State;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.protocol.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the health of what was applied, without holding a thread.
final class HealthChecks {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final ObjectHealths healths;
    private final @Nullable LastReady lastReady;
    private final Instant now;

    /// @param lastReady what was ready before, if anything
    HealthChecks(ObjectHealths healths, @Nullable LastReady lastReady, Instant now) {
        this.healths = healths;
        this.lastReady = lastReady;
        this.now = now;
    }

    /// What a look comes to.
    ///
    /// @param watch from here on; null if there is nothing to follow
    /// @param report when there are news
    /// @param lookAgain when to look again at the latest; null if only a change counts
    record Look(
            @Nullable HealthWatch watch,
            Optional<HealthReported> report,
            @Nullable Instant lookAgain) {}

    /// Begins after an apply.
    Look begin(
            Declaration live,
            DesiredState.Complete desired,
            UnitExpressions expressions,
            List<ObjectChange> changes) {
        Duration timeout = live.spec().timeout();
        List<ObjectId> checked = CheckedObjects.of(desired.spec(), changes, live.unit());
        if (!desired.spec().waits() && checked.isEmpty()) {
            return new Look(null, Optional.of(notAwaited(desired)), null);
        }
        HealthWatch watch =
                watch(
                        desired,
                        expressions,
                        checked,
                        HealthCourse.resume(State.WAITING, now, timeout));
        var view = healths.view(watch, true);
        return looked(watch, view, HealthCourse.begin(view.objects(), now, timeout));
    }

    /// Goes on after a restart with what was said before.
    Look resume(
            Declaration live,
            DesiredState.Complete desired,
            UnitExpressions expressions,
            List<ObjectChange> changes,
            State said) {
        List<ObjectId> checked = CheckedObjects.of(desired.spec(), changes, live.unit());
        if (checked.isEmpty()) {
            return new Look(null, Optional.empty(), null);
        }
        return look(
                watch(
                        desired,
                        expressions,
                        checked,
                        HealthCourse.resume(said, now, live.spec().timeout())));
    }

    /// Looks at what is followed.
    Look look(HealthWatch watch) {
        var view = healths.view(watch, watch.course().isOpen());
        return looked(watch, view, watch.course().look(view.objects(), now));
    }

    private static HealthWatch watch(
            DesiredState.Complete desired,
            UnitExpressions expressions,
            List<ObjectId> checked,
            HealthCourse course) {
        return new HealthWatch(
                desired.context(),
                desired.manifests().digest(),
                checked,
                CheckedObjects.passing(desired),
                expressions,
                course);
    }

    private Look looked(HealthWatch watch, ObjectHealths.View view, HealthCourse.Next next) {
        Instant again = next.lookAgain();
        if (view.polled() && next.course().isOpen()) {
            Instant soon = now.plus(ASK_AGAIN);
            again = again == null || soon.isBefore(again) ? soon : again;
        }
        return new Look(
                watch.with(next.course()),
                next.news().map(verdict -> report(watch, verdict)),
                again);
    }

    private HealthReported report(HealthWatch watch, HealthVerdict verdict) {
        return new HealthReported(
                watch.digest(),
                verdict.state(),
                verdict.reason().isEmpty() ? null : verdict.reason(),
                verdict.message(),
                verdict.culprits(),
                verdict.state() == State.HEALTHY
                        ? ready(watch.context(), watch.digest())
                        : lastReady);
    }

    private static HealthReported notAwaited(DesiredState.Complete desired) {
        String digest = desired.manifests().digest();
        return new HealthReported(
                digest, State.NOT_AWAITED, null, null, List.of(), ready(desired.context(), digest));
    }

    private static LastReady ready(Context context, String digest) {
        return new LastReady(context.revision(), context.originRevision(), digest);
    }
}
