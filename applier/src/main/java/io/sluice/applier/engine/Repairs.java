package io.sluice.applier.engine;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Contest;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.Planner;
import io.sluice.applier.plan.Preparation;
import io.sluice.applier.plan.Step;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.Head;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.protocol.DesiredState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes single objects of a converged unit again what they were when we last wrote them.
final class Repairs {

    private static final Logger LOG = Logger.getLogger(Repairs.class);

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

    /// Looks at an object, and repairs it if it is no longer what we wrote.
    ///
    /// @return when to look again, if it has to wait
    Optional<Instant> look(ObjectId id, Desires desires) {
        Optional<Baseline> baseline = memory.baseline(id);
        Optional<RenderedObject> rendered =
                desired.manifests().objects().stream()
                        .filter(object -> object.id().isSameObject(id))
                        .findFirst();
        if (baseline.isEmpty()
                || rendered.isEmpty()
                || !rendered.get().digest().equals(baseline.get().digest())) {
            return Optional.empty();
        }
        Optional<Difference> difference = difference(id, baseline.get());
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        Contest contest = memory.contest(id);
        Instant now = environment.clock().instant();
        if (now.isBefore(contest.next())) {
            return Optional.of(contest.next());
        }
        try {
            DesiredObject object = desires.open(planner.unit(), rendered.get());
            return repair(object, difference.get(), contest.repaired(now));
        } catch (IOException e) {
            LOG.warnf("drift of %s cannot be repaired: %s", id, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Difference> difference(ObjectId id, Baseline baseline) {
        Optional<Seen> watched = environment.objects().get(id);
        if (watched.isEmpty()) {
            Optional<Seen> read = cluster.read(id).map(SeenReader::read);
            if (read.filter(seen -> isAsWritten(seen, baseline)).isPresent()) {
                return Optional.empty();
            }
            DriftDetected event =
                    read.map(seen -> changed(seen, baseline))
                            .orElseGet(
                                    () ->
                                            new DriftDetected(
                                                    id,
                                                    DriftDetected.Kind.DELETED,
                                                    List.of(),
                                                    "unknown"));
            return Optional.of(new Difference(event, read, baseline));
        }
        Seen seen = watched.get();
        if (!seen.isAfter(baseline.resourceVersion()) || seen.deleting()) {
            return Optional.empty();
        }
        return isAsWritten(seen, baseline)
                ? Optional.empty()
                : Optional.of(new Difference(changed(seen, baseline), watched, baseline));
    }

    private static boolean isAsWritten(Seen seen, Baseline baseline) {
        return seen.uid().equals(baseline.uid())
                && seen.fingerprint().changedSince(baseline.fingerprint()).isEmpty();
    }

    private static DriftDetected changed(Seen seen, Baseline baseline) {
        return new DriftDetected(
                seen.id(),
                DriftDetected.Kind.CHANGED,
                seen.fingerprint().changedSince(baseline.fingerprint()),
                seen.lastForeign());
    }

    private Optional<Instant> repair(DesiredObject object, Difference difference, Contest contest) {
        Step step = planner.plan(object, viewOf(difference));
        if (!(step instanceof Step.Apply apply) || (degraded && !isSafe(object, difference))) {
            return Optional.empty();
        }
        LOG.infof(
                "drift: object=%s unit=%s kind=%s by=%s",
                object.id(), planner.unit(), difference.event().kind(), difference.event().by());
        reports.say(desired.context(), difference.event(), cause);
        long started = environment.clock().millis();
        memory.setContest(object.id(), contest);
        ObjectWrites.Done done = write(apply, difference);
        report(done, difference, contest, environment.clock().millis() - started);
        return done instanceof ObjectWrites.Done.Failed
                ? Optional.of(contest.next().plusSeconds(1))
                : Optional.empty();
    }

    private ObjectWrites.Done write(Step.Apply apply, Difference difference) {
        if (degraded) {
            var body = Preparation.stamped(apply.object().body(), apply.stamp()).deepCopy();
            difference
                    .live()
                    .ifPresent(
                            seen ->
                                    body.withObjectProperty("metadata")
                                            .put("resourceVersion", seen.resourceVersion()));
            return new ObjectWrites(cluster, false)
                    .carryOut(
                            new Step.Apply(
                                    new DesiredObject(
                                            apply.id(),
                                            apply.object().digest(),
                                            apply.object().file(),
                                            apply.object().secret(),
                                            body),
                                    Seen.Stamp.NONE));
        }
        return new ObjectWrites(cluster, desired.spec().force()).carryOut(apply);
    }

    private void report(
            ObjectWrites.Done done, Difference difference, Contest contest, long millis) {
        switch (done) {
            case ObjectWrites.Done.Written written -> {
                written.baseline().ifPresent(now -> memory.setBaseline(written.id(), now));
                boolean corrected = written.action() != Action.UNCHANGED;
                String message =
                        corrected
                                ? contested(contest, difference)
                                : "applying it again changes nothing; the live values are accepted";
                environment.counts().drift(corrected);
                reports.say(
                        desired.context(),
                        new DriftCorrected(written.id(), corrected, message, millis),
                        cause);
            }
            case ObjectWrites.Done.Failed failed -> {
                environment.counts().drift(false);
                reports.say(
                        desired.context(),
                        new DriftCorrected(failed.id(), false, failed.failure().message(), millis),
                        cause);
            }
        }
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
                .filter(seen -> object.digest().equals(seen.stamp().digest()))
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
