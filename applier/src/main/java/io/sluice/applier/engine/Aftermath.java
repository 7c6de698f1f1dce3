package io.sluice.applier.engine;

import io.sluice.applier.expressions.UnitExpressions;
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
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
            Cluster cluster,
            UnitExpressions expressions) {
        Context context = decision.desired().context();
        memory.setWatch(null);
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
        HealthChecks checks = checks(decision.live(), cluster);
        Filled<HealthReported> said = reports.health();
        follow(
                context,
                decision.answers() || said == null || isOpen(said, context)
                        ? checks.begin(
                                decision.live(), decision.desired(), expressions, applied.changes())
                        : checks.resume(
                                decision.live(),
                                decision.desired(),
                                expressions,
                                applied.changes(),
                                said.outcome().state()));
    }

    /// Says what the deletion of the unit did.
    void retired(List<ObjectChange> changes) {
        reports.lastContext()
                .ifPresent(context -> reports.say(context, new Applied("", changes, 0), cause));
    }

    /// Says what keeps the deletion of the unit from its end, unless that is said.
    void undeleted(List<ObjectFailure> failures) {
        String message =
                failures.stream().map(ObjectFailure::message).collect(Collectors.joining("\n"));
        var failed = new ApplyFailed(null, "PruneFailed", message, List.of(), failures);
        Filled<ApplyOutcome> answered = reports.answered();
        if (answered != null && !answered.outcome().equals(failed)) {
            reports.say(answered.context(), failed, cause);
        }
    }

    /// Looks at the health that is followed.
    ///
    /// @return when to look again
    Optional<Instant> lookAtHealth(Declaration live, Cluster cluster) {
        HealthWatch watch = memory.watch();
        if (watch == null) {
            return Optional.empty();
        }
        if (!isNewest(watch)) {
            memory.setWatch(null);
            return Optional.empty();
        }
        HealthChecks.Look look = checks(live, cluster).look(watch);
        memory.setWatch(look.watch());
        look.report()
                .ifPresent(report -> reports.say(watch.context(), report, causeOf(watch, report)));
        return Optional.ofNullable(look.lookAgain());
    }

    /// A wait that ends is a part of its commit's trace; what happens later is not.
    private @Nullable Head causeOf(HealthWatch watch, HealthReported report) {
        return watch.course().isAwaited()
                ? UnitTrace.health(environment, memory.cause(), watch.course().since(), report)
                : memory.cause();
    }

    private HealthChecks checks(Declaration live, Cluster cluster) {
        return new HealthChecks(
                new ObjectHealths(cluster, memory, environment.judging(), live.unit().namespace()),
                reports.lastReady(live.uid()),
                environment.clock().instant());
    }

    private void follow(Context context, HealthChecks.Look look) {
        memory.setWatch(look.watch());
        look.report().ifPresent(report -> reports.say(context, report, cause));
    }

    /// A newer answer, of whatever kind, ends what was followed.
    private boolean isNewest(HealthWatch watch) {
        Filled<ApplyOutcome> answered = reports.answered();
        return answered != null
                && answered.outcome() instanceof Applied applied
                && applied.digest().equals(watch.digest())
                && watch.context().request().covers(answered.context().request());
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

    private static boolean isOpen(Filled<HealthReported> said, Context context) {
        return !said.context().request().covers(context.request())
                || said.outcome().state() == HealthReported.State.WAITING;
    }
}
