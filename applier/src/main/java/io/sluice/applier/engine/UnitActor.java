package io.sluice.applier.engine;

import io.sluice.applier.plan.Planner;
import io.sluice.applier.unit.Confirmation;
import io.sluice.applier.unit.Decision;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.DependencyVerdict;
import io.sluice.applier.unit.Handover;
import io.sluice.applier.unit.Situation;
import io.sluice.applier.unit.UnitRules;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Head;
import io.sluice.events.ObjectId;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Everything that is done for one unit, one thing at a time. It holds a thread only while it does
/// something; whoever has news signals it.
final class UnitActor {

    private static final Logger LOG = Logger.getLogger(UnitActor.class);
    private static final Duration LEASE_LOOK = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final ResourceKey unit;
    private final Assignment assignment;
    private final Directory directory;
    private final Environment environment;
    private final BooleanSupplier outcomesKnown;
    private final Attention attention;
    private final ServedKinds served = new ServedKinds();
    private final Mailbox mailbox;
    private final UnitMemory memory = new UnitMemory();
    private final UnitReports reports;
    private final Prerequisites prerequisites;
    private final Set<ObjectId> touched = ConcurrentHashMap.newKeySet();
    private int failures;

    UnitActor(
            ResourceKey unit,
            Assignment assignment,
            Directory directory,
            Environment environment,
            BooleanSupplier outcomesKnown,
            Attention attention,
            Executor executor,
            ScheduledExecutorService timer) {
        this.unit = unit;
        this.assignment = assignment;
        this.directory = directory;
        this.environment = environment;
        this.outcomesKnown = outcomesKnown;
        this.attention = attention;
        this.mailbox = new Mailbox(this::step, executor, timer);
        this.prerequisites = new Prerequisites(directory, memory, environment.judging());
        this.reports =
                new UnitReports(
                        unit, environment.publications(), directory, memory, this::sayAgainLater);
    }

    /// Something changed.
    void signal() {
        mailbox.signal();
    }

    /// A live object changed.
    void touch(ObjectId id) {
        touched.add(id);
        signal();
    }

    /// A kind is served now, or differently.
    void served(String group, String kind) {
        List<ObjectId> objects = served.note(assignment.desired(unit), group, kind);
        touched.addAll(objects);
        if (!objects.isEmpty()) {
            signal();
        }
    }

    /// Takes the unit away: from here on nothing more is sent.
    void stop() {
        mailbox.stop();
    }

    /// Waits until the last thing is done.
    void awaitEnd(Duration atMost) throws InterruptedException {
        mailbox.awaitEnd(atMost);
    }

    private void step() {
        try {
            Optional<Declaration> live = directory.live(unit);
            live.ifPresent(this::noticeIdentity);
            act(confirmed(UnitRules.decide(situation(live))), live);
            failures = 0;
        } catch (StoppedException e) {
            onStopped(e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(e, "unexpected: unit=%s is tried again", unit);
            later(LONGEST_RETRY);
        }
    }

    private Situation situation(Optional<Declaration> live) {
        DesiredState desired = assignment.desired(unit);
        boolean knowing = assignment.isCaughtUp() && outcomesKnown.getAsBoolean();
        return new Situation(
                live,
                desired,
                assignment.isBackwards(unit),
                served.stillCounts(reports.answered(), memory.isVerified()),
                knowing,
                memory.isVerified(),
                live.isPresent() && knowing && desired instanceof DesiredState.Complete complete
                        ? prerequisites.judge(live.get(), complete)
                        : new DependencyVerdict.Fulfilled());
    }

    private Decision confirmed(Decision decision) {
        if (!(decision instanceof Decision.Converge converge)) {
            return decision;
        }
        attention.toAll(unit); // before anything is asked of other units, so that no news is missed
        Declaration live = converge.live();
        return Confirmation.demand(
                decision,
                environment.policies().deleteGuard(),
                Stored.newest(live, memory.stored()).inventory(),
                reports.answered(),
                object -> Handover.heir(live, object, directory).isPresent());
    }

    private void act(Decision decision, Optional<Declaration> live) {
        switch (decision) {
            case Decision.Drop _ -> {
                new Burial(unit, assignment, directory, environment.publications())
                        .bury(outcomesKnown.getAsBoolean());
                memory.clear();
            }
            case Decision.Retire retire -> retire(retire.live());
            case Decision.Answer answer -> {
                assignment.forgetBackwards(unit);
                reports.say(answer.context(), answer.outcome(), head());
                signal();
            }
            case Decision.Converge converge -> converge(converge);
            case Decision.Rest rest -> {
                LOG.debugf("rests: unit=%s, %s", unit, rest.why());
                live.ifPresent(this::keep);
            }
        }
    }

    private void converge(Decision.Converge decision) {
        if (!environment.isLeased()) {
            keep(decision.live());
            later(LEASE_LOOK);
            return;
        }
        UnitTrace trace = UnitTrace.apply(environment, head(), decision.answers());
        try {
            converge(decision, trace);
        } catch (StoppedException e) {
            trace.stop();
            throw e;
        }
        signal();
    }

    private void converge(Decision.Converge decision, UnitTrace trace) {
        Declaration live = decision.live();
        DesiredState.Complete desired = decision.desired();
        served.clear();
        Run run = run(RunPermit.Purpose.CONVERGE, live, desired.request());
        Ledger ledger = run.ledger();
        Cluster cluster;
        try {
            cluster = run.cluster();
        } catch (StoppedException e) {
            ApplyOutcome refused = Convergence.refused(desired, e);
            trace.end(refused);
            reports.say(desired.context(), refused, trace.cause());
            environment.counts().applied("failed", 0);
            return;
        }
        var convergence =
                new Convergence(
                        live, desired, memory, cluster, ledger, environment.policies(), directory);
        ApplyOutcome outcome;
        try {
            outcome = convergence.run(environment.desires(), environment.clock());
        } finally {
            memory.setStored(ledger.stored());
        }
        trace.end(outcome);
        memory.setVerified();
        attention.end(unit);
        new Aftermath(reports, memory, environment, trace.cause())
                .report(
                        decision,
                        outcome,
                        convergence.drift(),
                        cluster,
                        prerequisites.expressions(live, desired));
        desired.manifests().objects().forEach(object -> touched.add(object.id()));
    }

    private void retire(Declaration live) {
        Run run = run(RunPermit.Purpose.RETIRE, live, null);
        Ledger ledger = run.ledger();
        Aftermath aftermath = new Aftermath(reports, memory, environment, head());
        var changes =
                new Retirement(live, run::cluster, ledger, memory, aftermath::undeleted)
                        .run(environment.clock());
        LOG.infof("retired: unit=%s, %d objects", unit, changes.size());
        aftermath.retired(changes);
        ledger.releaseFinalizer();
    }

    /// What a unit at rest needs: drift repaired, health looked at.
    private void keep(Declaration live) {
        DesiredState desired = assignment.desired(unit);
        if (live.isAtRest()
                || live.obstacle().isPresent()
                || !(desired instanceof DesiredState.Complete complete)
                || !complete.context().uid().equals(live.uid())) {
            touched.clear();
            memory.setWatch(null);
            return;
        }
        if (complete.context().generation() < live.generation()) {
            return;
        }
        if (live.spec().isRemote()) {
            touched.clear(); // what is watched is in our own cluster
            if (!memory.awaitsHealth()) {
                return;
            }
        }
        boolean leased = environment.isLeased();
        var purpose = leased ? RunPermit.Purpose.REPAIR : RunPermit.Purpose.RESCUE;
        Cluster cluster = run(purpose, live, complete.request()).cluster();
        Planner planner = environment.policies().planner(unit, complete.context().revision());
        new Repairs(complete, environment, cluster, memory, reports, planner, head(), !leased)
                .lookAt(touched, environment.desires(), directory)
                .ifPresent(this::at);
        new Aftermath(reports, memory, environment, head())
                .lookAtHealth(live, cluster)
                .ifPresent(this::at);
    }

    private void onStopped(StoppedException stop) {
        if (stop.next() == StoppedException.Next.AT_ONCE) {
            LOG.debugf("stopped: unit=%s, %s", unit, stop.getMessage());
            signal();
            return;
        }
        if (stop.next() == StoppedException.Next.HANDOVER) {
            onHandover(stop);
            return;
        }
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 5));
        failures++;
        LOG.infof("tried again soon: unit=%s, %s", unit, stop.getMessage());
        later(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
    }

    private void onHandover(StoppedException stop) {
        LOG.debugf("waits: unit=%s, %s", unit, stop.getMessage());
        attention.to(unit, stop.awaited());
        at(stop.again());
        try {
            directory.live(unit).ifPresent(this::keep);
        } catch (StoppedException e) {
            LOG.debugf("tried again soon: unit=%s, %s", unit, e.getMessage());
            later(FIRST_RETRY);
        }
    }

    /// A resource of the same name but another uid has nothing to do with what we remember.
    private void noticeIdentity(Declaration live) {
        Stored stored = memory.stored();
        if (stored != null && !stored.uid().equals(live.uid())) {
            memory.clear();
        }
    }

    private Run run(RunPermit.Purpose purpose, Declaration live, @Nullable RequestNumber request) {
        var sources =
                new RunPermit.Sources(
                        mailbox.stopped(),
                        assignment::isAlive,
                        environment::isLeased,
                        () -> directory.live(unit),
                        () -> assignment.desired(unit).request());
        var permit = new RunPermit(purpose, live, request, sources);
        return new Run(
                live, environment, memory, new Calls(environment.home(), unit.namespace(), permit));
    }

    private @Nullable Head head() {
        return assignment.head(unit).orElse(null);
    }

    private void sayAgainLater() {
        mailbox.later(FIRST_RETRY.multipliedBy(5), reports::sayAgain);
    }

    private void at(Instant time) {
        later(Duration.between(environment.clock().instant(), time));
    }

    private void later(Duration wait) {
        mailbox.later(wait, () -> {});
    }
}
