package io.sluice.applier.engine;

import io.sluice.applier.unit.Declaration;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// Carries out the deletion policy of a unit whose resource is being deleted.
final class Retirement {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Declaration live;
    private final Cluster cluster;
    private final Ledger ledger;
    private final UnitMemory memory;

    Retirement(Declaration live, Cluster cluster, Ledger ledger, UnitMemory memory) {
        this.live = live;
        this.cluster = cluster;
        this.ledger = ledger;
        this.memory = memory;
    }

    /// Runs.
    ///
    /// @return what was deleted
    /// @throws StoppedException if something could not be deleted; it is tried again
    List<ObjectChange> run(InstantSource clock) {
        List<ObjectId> inventory = ledger.stored().inventory();
        boolean deletes =
                live.spec().deletesObjects()
                        && !live.lifecycle().suspended()
                        && !inventory.isEmpty();
        List<ObjectChange> changes = List.of();
        if (deletes) {
            Pruner pruner = new Pruner(cluster, live.unit(), memory::forgetBaseline);
            Pruner.Result result = pruner.delete(inventory);
            if (!result.failures().isEmpty()) {
                throw StoppedException.later(
                        result.failures().stream()
                                .map(ObjectFailure::message)
                                .collect(Collectors.joining("; ")));
            }
            changes = result.changes();
            if (live.spec().waitsForTermination()) {
                awaitTermination(pruner, inventory, clock);
            }
        }
        return changes;
    }

    private void awaitTermination(Pruner pruner, List<ObjectId> inventory, InstantSource clock) {
        Instant deadline = clock.instant().plus(live.spec().timeout());
        for (ObjectId id : inventory) {
            while (pruner.isLeft(id) && clock.instant().isBefore(deadline)) {
                cluster.pause(LOOK_AGAIN);
            }
        }
    }
}
