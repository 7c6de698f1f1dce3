package io.sluice.applier.engine;

import io.sluice.applier.unit.Decision;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Context;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.Head;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    ///
    /// @param drift that the run came upon
    void report(
            Decision.Converge decision,
            ApplyOutcome outcome,
            Map<ObjectId, DriftDetected> drift,
            Cluster cluster) {
        Context context = decision.desired().context();
        memory.setWaiting(null);
        memory.setCause(cause);
        reportDrift(decision, outcome, drift);
        if (!(outcome instanceof Applied applied)) {
            environment.counts().applied("failed", 0);
            reports.say(context, outcome, cause);
            return;
        }
        if (decision.answers()) {
            environment.counts().applied("applied", applied.millis());
            reports.say(context, applied, cause);
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
            HealthReported report = progress.report().get();
            reports.say(
                    wait.context(),
                    report,
                    UnitTrace.health(environment, memory.cause(), wait.since(), report));
            return Optional.empty();
        }
        return Optional.of(progress.next());
    }

    /// Objects of known content that had to be written again.
    private void reportDrift(
            Decision.Converge decision, ApplyOutcome outcome, Map<ObjectId, DriftDetected> drift) {
        List<ObjectChange> changes =
                switch (outcome) {
                    case Applied applied -> applied.changes();
                    case ApplyFailed failed -> failed.changes();
                    case ApplyBlocked _, ApplySkipped _ -> List.of();
                };
        for (ObjectChange change : changes) {
            boolean created = change.action() == ObjectChange.Action.CREATED;
            boolean written = created || change.action() == ObjectChange.Action.CONFIGURED;
            DriftDetected found = drift.get(change.object());
            if (found == null && !decision.answers()) {
                found = unobserved(change.object(), created);
            }
            if (found != null && written) {
                reportDrift(decision.desired().context(), found);
            }
        }
    }

    private void reportDrift(Context context, DriftDetected found) {
        reports.say(context, found, cause);
        environment.counts().drift(true);
        String message =
                "it was %s while nobody watched"
                        .formatted(found.kind().name().toLowerCase(Locale.ROOT));
        reports.say(context, new DriftCorrected(found.object(), true, message, 0), cause);
    }

    /// What the log holds as applied, and nobody remembers.
    private static DriftDetected unobserved(ObjectId id, boolean created) {
        return new DriftDetected(
                id,
                created ? DriftDetected.Kind.DELETED : DriftDetected.Kind.CHANGED,
                List.of(),
                "unknown");
    }

    private boolean isHealthOpen(Context context) {
        Filled<HealthReported> health = reports.health();
        return health == null
                || !health.context().request().covers(context.request())
                || health.outcome().state() == HealthReported.State.WAITING;
    }
}
