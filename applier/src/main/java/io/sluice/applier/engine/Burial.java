package io.sluice.applier.engine;

import io.sluice.events.Context;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.protocol.Slots;
import io.sluice.events.protocol.Slots.Filled;
import io.sluice.events.wire.Topic;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes our records of a unit off the log, once the renderer has taken its own off (protocol 6).
final class Burial {

    private final ResourceKey unit;
    private final Assignment assignment;
    private final Directory directory;
    private final Publications publications;

    Burial(
            ResourceKey unit,
            Assignment assignment,
            Directory directory,
            Publications publications) {
        this.unit = unit;
        this.assignment = assignment;
        this.directory = directory;
        this.publications = publications;
    }

    /// Buries what there is to bury.
    ///
    /// @param known whether the outcomes are read to their end
    void bury(boolean known) {
        Optional<Context> retired = assignment.retired(unit);
        if (retired.isEmpty() || !known) {
            return;
        }
        Slots slots = directory.slots(unit);
        bury(Slot.APPLY, slots.apply(), retired.get());
        bury(Slot.HEALTH, slots.health(), retired.get());
        assignment.forgetRetired(unit);
    }

    private void bury(Slot slot, @Nullable Filled<?> held, Context retired) {
        if (held != null && retired.request().covers(held.context().request())) {
            publications.publish(Topic.OUTCOMES, unit.slot(slot), retired, new Tombstone(), null);
        }
    }
}
