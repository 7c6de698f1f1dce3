package io.sluice.applier.engine;

import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.protocol.Slots;
import io.sluice.events.wire.Partitions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The outcome slots of all units, as read from the log.
///
/// One thread offers; any thread reads.
final class OutcomeSlots {

    private final Partitions partitions;
    private final Map<Integer, SlotTable> tables = new ConcurrentHashMap<>();

    OutcomeSlots(Partitions partitions) {
        this.partitions = partitions;
    }

    SlotTable.Change offer(int partition, Envelope record) {
        return table(partition).offer(record);
    }

    /// What the table holds under the key of a record.
    Optional<Envelope> held(int partition, Envelope record) {
        return table(partition).get(record.head().key());
    }

    Slots of(ResourceKey unit) {
        return Slots.of(table(partitions.of(unit)), unit);
    }

    /// The log of the partition was lost.
    void forget(int partition) {
        tables.remove(partition);
    }

    private SlotTable table(int partition) {
        return tables.computeIfAbsent(partition, _ -> new SlotTable());
    }
}
