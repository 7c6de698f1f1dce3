package io.sluice.applier.inventory;

import io.sluice.events.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules of the inventory: it grows before the first apply of a new object, and shrinks when
/// the API server has accepted the delete or says the object is gone.
public final class Inventories {

    private Inventories() {}

    /// What must stand in the inventory before the desired objects are applied: everything stored,
    /// and everything desired in its desired version.
    public static List<ObjectId> union(List<ObjectId> stored, Collection<ObjectId> desired) {
        Map<String, ObjectId> entries = new LinkedHashMap<>();
        stored.forEach(id -> entries.put(id.inventoryId(), id));
        desired.forEach(id -> entries.put(id.inventoryId(), id));
        return List.copyOf(entries.values());
    }

    /// What stays after pruning: the desired objects, and what could not be deleted.
    public static List<ObjectId> settled(
            Collection<ObjectId> desired, Collection<ObjectId> undeleted) {
        return union(List.copyOf(desired), undeleted);
    }

    /// The stored objects that are no longer desired, in stored order.
    public static List<ObjectId> stale(List<ObjectId> stored, Collection<ObjectId> desired) {
        Set<String> wanted = new TreeSet<>();
        desired.forEach(id -> wanted.add(id.inventoryId()));
        List<ObjectId> stale = new ArrayList<>();
        for (ObjectId id : stored) {
            if (!wanted.contains(id.inventoryId())) {
                stale.add(id);
            }
        }
        return stale;
    }

    /// Whether two inventories hold the same entries in the same versions, in whatever order.
    public static boolean same(Collection<ObjectId> one, Collection<ObjectId> other) {
        return entries(one).equals(entries(other));
    }

    private static Set<String> entries(Collection<ObjectId> inventory) {
        Set<String> entries = new TreeSet<>();
        inventory.forEach(id -> entries.add(id.inventoryId() + "@" + id.version()));
        return entries;
    }
}
