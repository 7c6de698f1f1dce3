package io.sluice.events.protocol;

import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import java.util.SortedSet;

/// The desired-state table of an applier: the records of `manifests` it has read.
///
/// One thread offers; any thread reads. Bodies are kept as the records hold them.
public final class DesiredStates {

    private final SlotTable records = new SlotTable();

    /// Takes a record of `manifests` in.
    ///
    /// @return OLDER means the log went backwards for this key: apply nothing from it and answer
    ///     `BodyMissing`, so that the request is made again (protocol 5)
    public SlotTable.Change offer(Envelope record) {
        return records.offer(record);
    }

    /// What the unit shall be.
    public DesiredState get(ResourceKey unit) {
        return DesiredState.of(
                records.get(unit.slot(Slot.SELF)).orElse(null),
                records.get(unit.slot(Slot.CONFIRMED)).orElse(null));
    }

    /// Every unit with a record, in order.
    public SortedSet<ResourceKey> units() {
        return records.resources();
    }

    /// Forgets everything.
    public void clear() {
        records.clear();
    }
}
