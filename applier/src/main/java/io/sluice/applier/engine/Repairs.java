package io.sluice.applier.engine;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Contest;
import io.sluice.applier.drift.Differences;
import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.IgnoreRules;
import io.sluice.applier.plan.Planner;
import io.sluice.applier.plan.Step;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.Head;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.protocol.DesiredState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes single objects of a converged unit again what they were when we last wrote them.
final class Repairs {

    private static final Logger LOG = Logger.getLogger(Repairs.class);

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final DesiredState.Complete desired;
    private final Environment environment;
    private final Cluster cluster;
    private final UnitMemory memory;
    private final UnitReports reports;
    private final Planner planner;
    private final @Nullable Head cause;
    private final boolean degraded;

    /// @param degraded whether only changed fields of stamped objects may be written
    Repairs(
            DesiredState.Complete desired,
            Environment environment,
            Cluster cluster,
            UnitMemory memory,
            UnitReports reports,
            Planner planner,
            @Nullable Head cause,
            boolean degraded) {
        this.desired = desired;
        this.environment = environment;
        this.cluster = cluster;
        this.memory = memory;
        this.reports = reports;
        this.planner = planner;
        this.cause = cause;
        this.degraded = degraded;
    }

    /// How a live object differs from the baseline.
    private record Difference(DriftDetected event, Optional<Seen> live, Baseline baseline) {}

    /// Looks at objects that were touched, and repairs what is no longer what we wrote. What has to
    /// wait, and what a stop leaves undone, is touched again.
    ///
    /// @param others have taken an object over when its labels say so and they desire it
    /// @return when to look again, if anything has to wait
    Optional<Instant> lookAt(Set<ObjectId> touched, Desires desires, Directory others) {
        List<Instant> later = new ArrayList<>();
        for (ObjectId id : touched.stream().sorted().toList()) {
            touched.remove(id);
            try {
                look(id, desires, others)
                        .ifPresent(
                                next -> {
                                    touched.add(id);
                                    later.add(next);
                                });
            } catch (StoppedException e) {
                touched.add(id);
                throw e;
            }
        }
        return later.stream().min(Comparator.naturalOrder());
    }

    /// Looks at an object.
    ///
    /// @return when to look again, if it has to wait
    private Optional<Instant> look(ObjectId id, Desires desires, Directory others) {
        Optional<Baseline> baseline = memory.baseline(id);
        Optional<RenderedObject> rendered =
                desired.manifests().objects().stream()
                        .filter(object -> object.id().isSameObject(id))
                        .findFirst();
        if (baseline.isEmpty()
                || rendered.isEmpty()
                || !DesiredObject.isOf(baseline.get().digest(), rendered.get().digest())) {
            return Optional.empty();
        }
        Optional<Seen> watched = cluster.known(id);
        Optional<Seen> live = watched.or(() -> cluster.look(id, baseline.map(Baseline::known)));
        if (live.filter(Seen::deleting).isPresent()) {
            // its end is an event only if its labels are still watched
            return watched.isPresent() ? Optional.empty() : Optional.of(inAWhile());
        }
        if (live.filter(seen -> others.isTaken(planner.unit(), seen)).isPresent()) {
            return Optional.empty();
        }
        if (live.isEmpty() && CheckedObjects.isPassing(rendered.get())) {
            // made again at once, it would run for ever: that is for the next reconciliation
            return Optional.empty();
        }
        Optional<Difference> difference = difference(live, baseline.get(), rendered.get());
        if (difference.isEmpty() || live.filter(this::isTaken).isPresent()) {
            return Optional.empty();
        }
        Contest contest = memory.contest(id);
        Instant now = environment.clock().instant();
        if (now.isBefore(contest.next())) {
            return Optional.of(contest.next());
        }
        try {
            DesiredObject object =
                    desires.open(
                            planner.unit(),
                            rendered.get(),
                            IgnoreRules.of(desired.spec().ignore()));
            return repair(object, difference.get(), contest);
        } catch (IOException e) {
            LOG.warnf("drift of %s cannot be repaired: %s", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Difference> difference(
            Optional<Seen> live, Baseline baseline, RenderedObject rendered) {
        return live.filter(seen -> !seen.isAfter(baseline.resourceVersion())).isPresent()
                ? Optional.empty()
                : Differences.between(rendered.id(), baseline, live, Desires.isSecret(rendered))
                        .map(event -> new Difference(event, live, baseline));
    }

    /// Another unit applied it. If it has moved there, what we know is only older; if both units hold
    /// it, the next full check has its turn.
    private boolean isTaken(Seen live) {
        return live.owner() != null
                && !planner.unit().equals(live.owner())
                && live.isOwnedByApply();
    }

    private Optional<Instant> repair(DesiredObject object, Difference difference, Contest contest) {
        Step step = planner.plan(object, viewOf(difference));
        boolean writes = step instanceof Step.Apply || step instanceof Step.Create;
        if (!writes) {
            return Optional.empty();
        }
        if (degraded && !isSafe(object, difference)) {
            return Optional.of(inAWhile());
        }
        if (contest.failures() == 0) {
            LOG.infof(
                    "drift: object=%s unit=%s kind=%s by=%s",
                    object.id(),
                    planner.unit(),
                    difference.event().kind(),
                    difference.event().by());
            reports.say(desired.context(), difference.event(), cause);
        }
        long started = environment.clock().millis();
        ObjectWrites.Done done = write(step, difference);
        return report(done, difference, contest, environment.clock().millis() - started);
    }

    private Instant inAWhile() {
        return environment.clock().instant().plus(A_WHILE);
    }

    private ObjectWrites.Done write(Step step, Difference difference) {
        boolean forced = !degraded && desired.spec().force();
        var writes = new ObjectWrites(cluster, forced, Leftovers.NONE);
        return degraded && step instanceof Step.Apply apply && difference.live().isPresent()
                ? writes.putBack(apply, difference.live().get())
                : writes.carryOut(step);
    }

    private Optional<Instant> report(
            ObjectWrites.Done done, Difference difference, Contest contest, long millis) {
        Instant now = environment.clock().instant();
        ObjectId id = done.id();
        return switch (done) {
            case ObjectWrites.Done.Written written -> {
                written.baseline().ifPresent(live -> memory.setBaseline(id, live));
                Contest after = contest.repaired(now);
                memory.setContest(id, after);
                boolean corrected = written.action() != Action.UNCHANGED;
                String message =
                        corrected
                                ? contested(after, difference)
                                : "applying it again changes nothing; the live values are accepted";
                say(new DriftCorrected(id, corrected, message, millis));
                yield Optional.empty();
            }
            case ObjectWrites.Done.Failed failed -> {
                String message = failed.failure().message();
                Contest after = contest.failed(now, message);
                memory.setContest(id, after);
                if (!message.equals(contest.failure())) {
                    say(new DriftCorrected(id, false, message, millis));
                }
                yield Optional.of(after.next());
            }
        };
    }

    private void say(DriftCorrected event) {
        environment.counts().drift(event.corrected());
        reports.say(desired.context(), event, cause);
    }

    private static String contested(Contest contest, Difference difference) {
        return contest.isContested()
                ? "it is contested: %s changed it again, %d times in a row; repairs slow down"
                        .formatted(difference.event().by(), contest.repairs())
                : "corrected";
    }

    /// Without a lease only what carries our stamp is written, and only changed.
    private static boolean isSafe(DesiredObject object, Difference difference) {
        return difference
                .live()
                .filter(seen -> object.stamp().equals(seen.stamp().digest()))
                .isPresent();
    }

    private static Planner.View viewOf(Difference difference) {
        return new Planner.View() {
            @Override
            public Optional<Seen> live(ObjectId id) {
                return difference.live();
            }

            @Override
            public Optional<Baseline> baseline(ObjectId id) {
                return Optional.of(difference.baseline());
            }
        };
    }
}
