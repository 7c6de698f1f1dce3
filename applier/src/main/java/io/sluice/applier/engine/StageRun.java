package io.sluice.applier.engine;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.Planner;
import io.sluice.applier.plan.Step;
import io.sluice.events.DriftDetected;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Gatherers;

/// Applies the objects of a unit in stages. A stage with an error ends the run: what is not sent by
/// then is only checked, so that all errors of the stage are told at once (ADR 10).
final class StageRun implements Planner.View {

    private static final int SIDE_BY_SIDE = 8;

    private final Planner planner;
    private final ObjectWrites writes;
    private final Cluster cluster;
    private final UnitMemory memory;
    private final List<ObjectChange> changes = new ArrayList<>();
    private final List<ObjectFailure> failures = new ArrayList<>();
    private final Map<ObjectId, DriftDetected> drift = new ConcurrentHashMap<>();

    StageRun(Planner planner, ObjectWrites writes, Cluster cluster, UnitMemory memory) {
        this.planner = planner;
        this.writes = writes;
        this.cluster = cluster;
        this.memory = memory;
    }

    List<ObjectChange> changes() {
        return changes;
    }

    List<ObjectFailure> failures() {
        return failures;
    }

    /// The objects that were found to be no longer what was written.
    Map<ObjectId, DriftDetected> drift() {
        return drift;
    }

    @Override
    public Optional<Seen> live(ObjectId id) {
        return cluster.live(id);
    }

    @Override
    public Optional<Baseline> baseline(ObjectId id) {
        return memory.baseline(id);
    }

    /// Runs the stages, each as waves, until one has an error.
    void run(List<List<List<DesiredObject>>> stages) {
        for (int index = 0; index < stages.size() && failures.isEmpty(); index++) {
            List<DesiredObject> standing = stage(stages.get(index));
            if (failures.isEmpty() && index < stages.size() - 1) {
                failures.addAll(Establishment.await(standing, cluster));
            }
        }
    }

    /// @return the objects that were not skipped
    private List<DesiredObject> stage(List<List<DesiredObject>> waves) {
        List<DesiredObject> standing = new ArrayList<>();
        List<DesiredObject> objects = new ArrayList<>();
        waves.forEach(objects::addAll);
        Set<ObjectId> told = new HashSet<>(blocked(objects));
        for (List<DesiredObject> wave : waves) {
            if (!failures.isEmpty()) {
                break;
            }
            wave.forEach(object -> told.add(object.id()));
            wave(wave, standing);
        }
        if (!failures.isEmpty()) {
            check(objects.stream().filter(object -> !told.contains(object.id())).toList());
        }
        return standing;
    }

    private List<ObjectId> blocked(List<DesiredObject> objects) {
        List<ObjectId> blocked = new ArrayList<>();
        for (DesiredObject object : objects) {
            Optional<ObjectFailure> obstacle = obstacle(object);
            if (obstacle.isPresent()) {
                failures.add(obstacle.get());
                blocked.add(object.id());
            }
        }
        return blocked;
    }

    private Optional<ObjectFailure> obstacle(DesiredObject object) {
        try {
            return planner.isExempt(object) ? Optional.empty() : writes.obstacle(object);
        } catch (StoppedException e) {
            return Optional.of(refused(object, e));
        }
    }

    private void wave(List<DesiredObject> wave, List<DesiredObject> standing) {
        List<ObjectWrites.Done> results = sideBySide(wave, this::apply);
        for (int index = 0; index < results.size(); index++) {
            switch (results.get(index)) {
                case ObjectWrites.Done.Written written -> {
                    changes.add(new ObjectChange(written.id(), written.action()));
                    written.baseline().ifPresent(b -> memory.setBaseline(written.id(), b));
                    if (written.action() != Action.SKIPPED) {
                        standing.add(wave.get(index));
                    }
                }
                case ObjectWrites.Done.Failed failed -> failures.add(failed.failure());
            }
        }
    }

    private void check(List<DesiredObject> objects) {
        sideBySide(objects, this::checked).forEach(found -> found.ifPresent(failures::add));
    }

    private ObjectWrites.Done apply(DesiredObject object) {
        try {
            Step step = planner.plan(object, this);
            if (step instanceof Step.Apply || step instanceof Step.Create) {
                planner.drift(object, this).ifPresent(found -> drift.put(object.id(), found));
            }
            return writes.carryOut(step);
        } catch (StoppedException e) {
            return new ObjectWrites.Done.Failed(object.id(), refused(object, e));
        }
    }

    private Optional<ObjectFailure> checked(DesiredObject object) {
        try {
            return writes.check(planner.plan(object, this));
        } catch (StoppedException e) {
            return Optional.of(refused(object, e));
        }
    }

    /// An object that may not even be read fails alone; any other stop ends the run.
    private static ObjectFailure refused(DesiredObject object, StoppedException stop) {
        if (stop.next() != StoppedException.Next.REFUSED) {
            throw stop;
        }
        return ObjectWrites.failure(object, String.valueOf(stop.getMessage()));
    }

    private static <T> List<T> sideBySide(
            List<DesiredObject> objects, Function<DesiredObject, T> work) {
        return objects.stream().gather(Gatherers.mapConcurrent(SIDE_BY_SIDE, work)).toList();
    }
}
