package io.sluice.events.protocol;

import io.sluice.events.Envelope;
import io.sluice.events.RecordKey;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The newest record of each key, where newest means the greatest request, not the last offset
/// (protocol 5: compaction keeps the last offset, readers drop what is older).
///
/// One thread offers; any thread reads.
public final class SlotTable {

    private final Map<RecordKey, Envelope> records = new ConcurrentHashMap<>();

    /// What a record did to the table.
    public enum Change {
        /// It is the newest of its key now.
        ACCEPTED,
        /// The key is gone.
        REMOVED,
        /// The table holds a newer one; the owner of the slot publishes that again.
        OLDER
    }

    /// Takes a record in.
    public Change offer(Envelope record) {
        RecordKey key = record.head().key();
        Envelope held = records.get(key);
        if (held != null && held.request().isAfter(record.request())) {
            return Change.OLDER;
        }
        if (record.event() instanceof Tombstone) {
            records.remove(key);
            return Change.REMOVED;
        }
        records.put(key, record);
        return Change.ACCEPTED;
    }

    /// The newest record of a key.
    public Optional<Envelope> get(RecordKey key) {
        return Optional.ofNullable(records.get(key));
    }

    /// Every resource that has a record, in order.
    public SortedSet<ResourceKey> resources() {
        SortedSet<ResourceKey> resources = new TreeSet<>();
        records.keySet().forEach(key -> resources.add(key.resource()));
        return resources;
    }

    /// The records of one resource.
    public List<Envelope> of(ResourceKey resource) {
        List<Envelope> found = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            get(resource.slot(slot)).ifPresent(found::add);
        }
        return found;
    }

    /// Forgets everything, as when the log was lost.
    public void clear() {
        records.clear();
    }
}
