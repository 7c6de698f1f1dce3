package io.sluice.applier.engine;

import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Identity;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Carries out the deletion policy of a unit whose resource is being deleted.
final class Retirement {

    private static final Logger LOG = Logger.getLogger(Retirement.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Declaration live;
    private final Supplier<Cluster> where;
    private final Ledger ledger;
    private final UnitMemory memory;
    private final Consumer<List<ObjectFailure>> undeleted;
    private final BooleanSupplier leased;

    /// @param where the unit's objects are; only asked if any is to be deleted
    /// @param undeleted is told what could not be deleted
    /// @param leased whether the broker still knows that the unit is ours
    Retirement(
            Declaration live,
            Supplier<Cluster> where,
            Ledger ledger,
            UnitMemory memory,
            Consumer<List<ObjectFailure>> undeleted,
            BooleanSupplier leased) {
        this.undeleted = undeleted;
        this.leased = leased;
        this.live = live;
        this.where = where;
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
        return deletes ? delete(inventory, clock) : List.of();
    }

    private List<ObjectChange> delete(List<ObjectId> inventory, InstantSource clock) {
        if (live.spec().identity() instanceof Identity.Nobody nobody) {
            return leave(inventory, nobody.message());
        }
        Cluster cluster = reach();
        if (cluster.isAccountGone()) {
            return leave(inventory, "the service account it acts as does not exist");
        }
        Pruner pruner = new Pruner(cluster, live.unit(), memory::forgetBaseline, this::confirm);
        Pruner.Result result = pruner.delete(inventory);
        if (!result.failures().isEmpty()) {
            undeleted.accept(result.failures());
            throw StoppedException.later(
                    result.failures().stream()
                            .map(ObjectFailure::message)
                            .collect(Collectors.joining("; ")));
        }
        if (live.spec().waitsForTermination()) {
            awaitTermination(pruner, cluster, inventory, clock);
        }
        return result.changes();
    }

    /// Whoever slept or was cut off may see a resource that a successor retired long ago, and the
    /// objects of another one of that name: without a lease the API server is asked before each delete.
    private void confirm() {
        if (!leased.getAsBoolean()) {
            ledger.confirm();
        }
    }

    private Cluster reach() {
        try {
            return where.get();
        } catch (StoppedException e) {
            if (e.next() != StoppedException.Next.REFUSED) {
                throw e;
            }
            throw StoppedException.later(
                    "its objects cannot be deleted: %s; to let it go without them set spec.deletionPolicy to Orphan"
                            .formatted(e.getMessage()));
        }
    }

    /// Without an account nothing can be deleted in its name, and with our own rights nothing must.
    private List<ObjectChange> leave(List<ObjectId> inventory, String why) {
        LOG.warnf("left behind: unit=%s, %s: %s", live.unit(), why, inventory);
        return inventory.stream().map(id -> new ObjectChange(id, Action.SKIPPED)).toList();
    }

    private void awaitTermination(
            Pruner pruner, Cluster cluster, List<ObjectId> inventory, InstantSource clock) {
        Instant deadline = clock.instant().plus(live.spec().timeout());
        for (ObjectId id : inventory) {
            while (pruner.isLeft(id) && clock.instant().isBefore(deadline)) {
                cluster.pause(LOOK_AGAIN);
            }
        }
    }
}
