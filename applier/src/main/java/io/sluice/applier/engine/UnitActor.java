package io.sluice.applier.engine;

import io.sluice.applier.unit.Confirmation;
import io.sluice.applier.unit.Decision;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.DependencyVerdict;
import io.sluice.applier.unit.Handover;
import io.sluice.applier.unit.Situation;
import io.sluice.applier.unit.UnitRules;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

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
    private final Mailbox mailbox;
    private final UnitMemory memory = new UnitMemory();
    private final UnitReports reports;
    private final UnitWork work;
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
        this.reports =
                new UnitReports(
                        unit, environment.publications(), directory, memory, this::sayAgainLater);
        this.work =
                new UnitWork(
                        unit,
                        assignment,
                        directory,
                        environment,
                        memory,
                        reports,
                        attention,
                        mailbox.stopped());
    }

    /// Something changed.
    void signal() {
        mailbox.signal();
    }

    /// A live object changed.
    void touch(ObjectId id) {
        work.touch(id);
        signal();
    }

    /// A kind is served now, or differently.
    void served(String group, String kind) {
        if (work.touchServed(group, kind)) {
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
        if (!assignment.isAlive()) {
            return; // nothing may be sent any more, and whoever stops us comes soon
        }
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
                work.stillCounts(reports.answered()),
                knowing,
                memory.isVerified(),
                live.isPresent() && knowing && desired instanceof DesiredState.Complete complete
                        ? work.prerequisites().judge(live.get(), complete)
                        : new DependencyVerdict.Fulfilled());
    }

    private Decision confirmed(Decision decision) {
        if (!(decision instanceof Decision.Converge converge)) {
            return decision;
        }
        Declaration live = converge.live();
        return Confirmation.demand(
                decision,
                environment.policies().deleteGuard(),
                Stored.newest(live, memory.stored()).inventory(),
                reports.answered(),
                object -> isMoving(live, object));
    }

    private boolean isMoving(Declaration live, ObjectId object) {
        attention.toAll(unit); // before anything is asked of other units, so that no news is missed
        return Handover.heir(live, object, directory).isPresent();
    }

    private void act(Decision decision, Optional<Declaration> live) {
        switch (decision) {
            case Decision.Drop _ -> {
                new Burial(unit, assignment, directory, environment.publications())
                        .bury(outcomesKnown.getAsBoolean());
                memory.clear();
            }
            case Decision.Retire retire -> work.retire(retire.live());
            case Decision.Answer answer -> {
                assignment.forgetBackwards(unit);
                reports.say(answer.context(), answer.outcome(), work.head());
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
        work.converge(decision);
        signal();
    }

    private void keep(Declaration live) {
        work.keep(live, this::at);
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
