package io.sluice.sourcewatcher.watch;

import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.protocol.Slots;
import io.sluice.events.wire.Partitions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The newest records of one topic, by partition, so that a lost partition can be read again.
final class Records {

    private final Partitions partitions;
    private final Map<Integer, SlotTable> tables = new TreeMap<>();

    Records(Partitions partitions) {
        this.partitions = partitions;
    }

    SlotTable.Change offer(Envelope envelope) {
        return table(envelope.resource()).offer(envelope);
    }

    Optional<Envelope> get(ResourceKey resource, Slot slot) {
        return table(resource).get(resource.slot(slot));
    }

    Slots slots(ResourceKey unit) {
        return Slots.of(table(unit), unit);
    }

    /// The record of a resource with the greatest request.
    Optional<Envelope> newest(ResourceKey resource) {
        return table(resource).of(resource).stream().max(Comparator.comparing(Envelope::request));
    }

    SortedSet<ResourceKey> resources() {
        SortedSet<ResourceKey> all = new TreeSet<>();
        tables.values().forEach(table -> all.addAll(table.resources()));
        return all;
    }

    void lose(int partition) {
        tables.remove(partition);
    }

    private SlotTable table(ResourceKey resource) {
        return tables.computeIfAbsent(partitions.of(resource), _ -> new SlotTable());
    }
}
