package io.sluice.applier.engine;

import io.sluice.applier.inventory.Inventories;
import io.sluice.events.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Keeps the finalizer and the inventory of one unit, by compare-and-swap on the resource version.
final class Ledger {

    private static final int ATTEMPTS = 8;

    private final DeclarationWrites writes;
    private Stored stored;

    Ledger(DeclarationWrites writes, Stored stored) {
        this.writes = writes;
        this.stored = stored;
    }

    /// What the resource stores now, as far as we know.
    Stored stored() {
        return stored;
    }

    /// Makes sure, by asking, that the resource still is the one we know.
    ///
    /// @throws StoppedException if it is not
    void confirm() {
        look();
    }

    /// Makes sure that the resource does not vanish without us.
    void ensureFinalizer() {
        change(
                held ->
                        held.isFinalized()
                                ? Optional.empty()
                                : Optional.of(writes.addFinalizer(held)));
    }

    /// Lets the resource go.
    void releaseFinalizer() {
        change(
                held ->
                        held.isFinalized()
                                ? Optional.of(writes.removeFinalizer(held))
                                : Optional.empty());
    }

    /// Makes sure that all these objects are in the inventory, beside what is there.
    void grow(List<ObjectId> objects) {
        write(held -> Inventories.union(held.inventory(), objects));
    }

    /// Makes the inventory hold exactly these objects.
    void settle(List<ObjectId> objects) {
        write(_ -> objects);
    }

    private void write(Function<Stored, List<ObjectId>> wanted) {
        change(
                held -> {
                    List<ObjectId> inventory = wanted.apply(held);
                    return Inventories.same(held.inventory(), inventory)
                            ? Optional.empty()
                            : Optional.of(writes.writeInventory(inventory, held));
                });
    }

    /// Tries a conditional write until it goes through or nothing is left to write.
    private void change(Function<Stored, Optional<Reply>> attempt) {
        for (int tries = 0; tries < ATTEMPTS; tries++) {
            Optional<Reply> reply = attempt.apply(stored);
            if (reply.isEmpty()) {
                return;
            }
            switch (reply.get()) {
                case Reply.Accepted accepted -> {
                    stored = Stored.of(accepted.object());
                    return;
                }
                case Reply.Refused refused -> refresh(refused);
                case Reply.Unreachable unreachable ->
                        throw StoppedException.later(unreachable.message());
            }
        }
        throw StoppedException.later("the unit's resource changes faster than it can be written");
    }

    /// Somebody else wrote the resource: look again. If it is gone the watch will say so in a moment;
    /// to look at once, without its news, would be to ask the API server the same again and again.
    private void refresh(Reply.Refused refused) {
        boolean outdated = refused.isConflict() || refused.code() == 422;
        if (!outdated && !refused.isNotFound()) {
            throw StoppedException.later(
                    "the unit's resource cannot be written: " + refused.message());
        }
        look();
    }

    private void look() {
        switch (writes.read()) {
            case Reply.Accepted accepted -> {
                Stored now = Stored.of(accepted.object());
                if (!now.uid().equals(stored.uid())) {
                    throw StoppedException.later("the unit's resource is another one now");
                }
                stored = now;
            }
            case Reply.Refused gone -> {
                if (gone.isNotFound()) {
                    throw StoppedException.later("the unit's resource is gone");
                }
                throw StoppedException.later(gone.message());
            }
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        }
    }
}
