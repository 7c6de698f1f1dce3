package io.sluice.applier.engine;

import io.sluice.applier.unit.Decision;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.Applied;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Context;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.Head;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said after a run, and what is waited for.
final class Aftermath {

    private final UnitReports reports;
    private final UnitMemory memory;
    private final Environment environment;
    private final @Nullable Head cause;

    Aftermath(
            UnitReports reports, UnitMemory memory, Environment environment, @Nullable Head cause) {
        this.reports = reports;
        this.memory = memory;
        this.environment = environment;
        this.cause = cause;
    }

    /// Says what became of a run, and begins the health check.
    void report(Decision.Converge decision, ApplyOutcome outcome, Cluster cluster) {
        Context context = decision.desired().context();
        memory.setWaiting(null);
        if (!(outcome instanceof Applied applied)) {
            environment.counts().applied("failed", 0);
            reports.say(context, outcome, cause);
            return;
        }
        if (decision.answers()) {
            environment.counts().applied("applied", applied.millis());
            reports.say(context, applied, cause);
        } else {
            reportDrift(context, applied);
        }
        if (decision.answers() || isHealthOpen(context)) {
            HealthChecks.Begun begun =
                    HealthChecks.begin(
                            decision.live().unit(),
                            decision.desired(),
                            applied.changes(),
                            decision.live().spec().timeout(),
                            environment.clock().instant(),
                            cluster,
                            reports.lastReady(context.uid()));
            memory.setWaiting(begun.open());
            reports.say(context, begun.report(), cause);
        }
    }

    /// Says what the deletion of the unit did.
    void retired(List<ObjectChange> changes) {
        reports.lastContext()
                .ifPresent(context -> reports.say(context, new Applied("", changes, 0), cause));
    }

    /// Looks at the health that is waited for.
    ///
    /// @return when to look again
    Optional<Instant> lookAtHealth(Declaration live, Cluster cluster) {
        HealthWait wait = memory.waiting();
        if (wait == null) {
            return Optional.empty();
        }
        HealthChecks.Progress progress =
                HealthChecks.look(
                        wait,
                        environment.clock().instant(),
                        cluster,
                        reports.lastReady(live.uid()));
        if (progress.report().isPresent()) {
            memory.setWaiting(null);
            reports.say(wait.context(), progress.report().get(), cause);
            return Optional.empty();
        }
        return Optional.of(progress.next());
    }

    /// A first look after a restart found objects that were changed meanwhile.
    private void reportDrift(Context context, Applied applied) {
        for (ObjectChange change : applied.changes()) {
            boolean created = change.action() == ObjectChange.Action.CREATED;
            if (created || change.action() == ObjectChange.Action.CONFIGURED) {
                DriftDetected.Kind kind =
                        created ? DriftDetected.Kind.DELETED : DriftDetected.Kind.CHANGED;
                reports.say(
                        context,
                        new DriftDetected(change.object(), kind, List.of(), "unknown"),
                        cause);
                environment.counts().drift(true);
                reports.say(
                        context,
                        new DriftCorrected(
                                change.object(),
                                true,
                                "it was %s while nobody watched"
                                        .formatted(kind.name().toLowerCase(Locale.ROOT)),
                                applied.millis()),
                        cause);
            }
        }
    }

    private boolean isHealthOpen(Context context) {
        Filled<HealthReported> health = reports.health();
        return health == null
                || !health.context().request().covers(context.request())
                || health.outcome().state() == HealthReported.State.WAITING;
    }
}
