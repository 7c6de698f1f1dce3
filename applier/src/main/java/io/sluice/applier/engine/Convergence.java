package io.sluice.applier.engine;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.inventory.Inventories;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.Planner;
import io.sluice.applier.plan.Step;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.DriftDetected;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.protocol.DesiredState;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/// One run that makes the live objects of a unit equal its desired state: finalizer, inventory,
/// applies in stages, deletes, inventory.
final class Convergence {

    private static final String RECONCILIATION_FAILED = "ReconciliationFailed";
    private static final String PRUNE_FAILED = "PruneFailed";
    private static final int SIDE_BY_SIDE = 8;

    private final Declaration live;
    private final DesiredState.Complete desired;
    private final UnitMemory memory;
    private final Cluster cluster;
    private final Ledger ledger;
    private final Planner planner;
    private final ObjectWrites writes;
    private final Map<ObjectId, DriftDetected> drift = new ConcurrentHashMap<>();
    private final List<ObjectChange> changes = new ArrayList<>();
    private final List<ObjectFailure> failures = new ArrayList<>();

    Convergence(
            Declaration live,
            DesiredState.Complete desired,
            UnitMemory memory,
            Cluster cluster,
            Ledger ledger,
            boolean stamps) {
        this.live = live;
        this.desired = desired;
        this.memory = memory;
        this.cluster = cluster;
        this.ledger = ledger;
        this.planner = new Planner(live.unit(), desired.context().revision(), stamps);
        this.writes = new ObjectWrites(cluster, desired.spec().force());
    }

    /// Runs.
    ///
    /// @throws StoppedException if it must not go on; what was done stands
    ApplyOutcome run(Desires desires, InstantSource clock) {
        long started = clock.millis();
        List<DesiredObject> objects;
        try {
            objects = desires.open(live.unit(), desired.manifests());
        } catch (IOException e) {
            return failed(RECONCILIATION_FAILED, String.valueOf(e.getMessage()));
        }
        try {
            return apply(objects, () -> clock.millis() - started);
        } catch (StoppedException e) {
            if (e.next() != StoppedException.Next.REFUSED) {
                throw e;
            }
            return failed(RECONCILIATION_FAILED, String.valueOf(e.getMessage()));
        }
    }

    /// What becomes of a run whose cluster must not be used or cannot be reached.
    ///
    /// @throws StoppedException if that is not why it stopped
    static ApplyFailed refused(DesiredState.Complete desired, StoppedException why) {
        if (why.next() != StoppedException.Next.REFUSED) {
            throw why;
        }
        return new ApplyFailed(
                desired.manifests().digest(),
                RECONCILIATION_FAILED,
                String.valueOf(why.getMessage()),
                List.of(),
                List.of());
    }

    private ApplyOutcome apply(List<DesiredObject> objects, LongSupplier elapsed) {
        List<ObjectId> ids = objects.stream().map(DesiredObject::id).toList();
        ledger.ensureFinalizer();
        ledger.grow(ids);
        memory.setStored(ledger.stored());
        applyInStages(objects);
        if (!failures.isEmpty()) {
            return failed(RECONCILIATION_FAILED, joined());
        }
        List<ObjectId> undeleted = prune(Inventories.stale(ledger.stored().inventory(), ids));
        ledger.settle(Inventories.settled(ids, undeleted));
        memory.setStored(ledger.stored());
        return failures.isEmpty()
                ? new Applied(desired.manifests().digest(), changes, elapsed.getAsLong())
                : failed(PRUNE_FAILED, joined());
    }

    private void applyInStages(List<DesiredObject> objects) {
        for (List<List<DesiredObject>> stage : Planner.stages(objects)) {
            List<DesiredObject> changed = new ArrayList<>();
            for (List<DesiredObject> wave : stage) {
                applyWave(wave, changed);
            }
            if (!failures.isEmpty()) {
                return;
            }
            Establishment.await(changed, cluster).ifPresent(failures::add);
        }
    }

    private void applyWave(List<DesiredObject> wave, List<DesiredObject> changed) {
        List<ObjectWrites.Done> results =
                wave.stream().gather(Gatherers.mapConcurrent(SIDE_BY_SIDE, this::apply)).toList();
        for (int index = 0; index < results.size(); index++) {
            switch (results.get(index)) {
                case ObjectWrites.Done.Written written -> {
                    changes.add(new ObjectChange(written.id(), written.action()));
                    written.baseline().ifPresent(b -> memory.setBaseline(written.id(), b));
                    if (written.action() == ObjectChange.Action.CREATED
                            || written.action() == ObjectChange.Action.CONFIGURED) {
                        changed.add(wave.get(index));
                    }
                }
                case ObjectWrites.Done.Failed failed -> failures.add(failed.failure());
            }
        }
    }

    private ObjectWrites.Done apply(DesiredObject object) {
        var view =
                new Planner.View() {
                    @Override
                    public Optional<Seen> live(ObjectId id) {
                        return cluster.live(id);
                    }

                    @Override
                    public Optional<Baseline> baseline(ObjectId id) {
                        return memory.baseline(id);
                    }
                };
        Step step = planner.plan(object, view);
        if (step instanceof Step.Apply || step instanceof Step.Create) {
            planner.drift(object, view).ifPresent(found -> drift.put(object.id(), found));
        }
        return writes.carryOut(step);
    }

    /// The objects that were found to be no longer what was written.
    Map<ObjectId, DriftDetected> drift() {
        return drift;
    }

    private List<ObjectId> prune(List<ObjectId> stale) {
        if (!live.spec().prunes() || stale.isEmpty()) {
            stale.forEach(memory::forgetBaseline);
            return List.of();
        }
        Pruner.Result result =
                new Pruner(cluster, live.unit(), memory::forgetBaseline).delete(stale);
        changes.addAll(result.changes());
        failures.addAll(result.failures());
        return result.undeleted();
    }

    private String joined() {
        return failures.stream().map(ObjectFailure::message).collect(Collectors.joining("\n"));
    }

    private ApplyFailed failed(String reason, String message) {
        return new ApplyFailed(desired.manifests().digest(), reason, message, changes, failures);
    }
}
