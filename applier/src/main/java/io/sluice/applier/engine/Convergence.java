package io.sluice.applier.engine;

import io.sluice.applier.inventory.Inventories;
import io.sluice.applier.plan.DesiredObject;
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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// One run that makes the live objects of a unit equal its desired state: finalizer, inventory,
/// applies in stages, deletes, inventory.
final class Convergence {

    private static final String RECONCILIATION_FAILED = "ReconciliationFailed";
    private static final String PRUNE_FAILED = "PruneFailed";

    private final Declaration live;
    private final DesiredState.Complete desired;
    private final UnitMemory memory;
    private final Cluster cluster;
    private final Ledger ledger;
    private final Policies policies;
    private final StageRun stages;
    private final Succession succession;
    private final List<ObjectChange> changes = new ArrayList<>();
    private final List<ObjectFailure> failures = new ArrayList<>();

    Convergence(
            Declaration live,
            DesiredState.Complete desired,
            UnitMemory memory,
            Cluster cluster,
            Ledger ledger,
            Policies policies,
            Succession succession) {
        this.live = live;
        this.desired = desired;
        this.memory = memory;
        this.cluster = cluster;
        this.ledger = ledger;
        this.policies = policies;
        this.succession = succession;
        this.stages =
                new StageRun(
                        policies.planner(live, desired.context().revision()),
                        new ObjectWrites(cluster, desired.spec().force(), policies.leftovers()),
                        cluster,
                        memory);
    }

    /// Runs.
    ///
    /// @throws StoppedException if it must not go on; what was done stands
    ApplyOutcome run(Desires desires, InstantSource clock) {
        long started = clock.millis();
        List<DesiredObject> objects;
        try {
            objects = desires.open(live.unit(), desired);
        } catch (IOException e) {
            return failed(RECONCILIATION_FAILED, String.valueOf(e.getMessage()));
        }
        try {
            return apply(objects, clock, () -> clock.millis() - started);
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

    private ApplyOutcome apply(
            List<DesiredObject> objects, InstantSource clock, LongSupplier elapsed) {
        List<ObjectId> ids = objects.stream().map(DesiredObject::id).toList();
        ledger.ensureFinalizer();
        ledger.grow(ids);
        memory.setStored(ledger.stored());
        stages.run(policies.stages().of(objects));
        changes.addAll(stages.changes());
        failures.addAll(stages.failures());
        if (!failures.isEmpty()) {
            return failed(RECONCILIATION_FAILED, joined());
        }
        List<ObjectId> undeleted =
                prune(Inventories.stale(ledger.stored().inventory(), ids), clock);
        ledger.settle(Inventories.settled(ids, undeleted));
        memory.setStored(ledger.stored());
        return failures.isEmpty()
                ? new Applied(
                        desired.manifests().digest(),
                        memory.carried(desired.manifests().digest(), changes),
                        elapsed.getAsLong())
                : failed(PRUNE_FAILED, joined());
    }

    /// The objects that were found to be no longer what was written.
    Map<ObjectId, DriftDetected> drift() {
        return stages.drift();
    }

    private List<ObjectId> prune(List<ObjectId> stale, InstantSource clock) {
        if (!live.spec().prunes() || stale.isEmpty()) {
            stale.forEach(memory::forgetBaseline);
            return List.of();
        }
        succession.await(stale, changes, clock.instant());
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
