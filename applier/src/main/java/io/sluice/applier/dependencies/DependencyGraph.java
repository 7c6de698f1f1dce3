package io.sluice.applier.dependencies;

import io.sluice.events.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who depends on whom, both ways; kept up to date from the live resources.
///
/// Safe for several threads.
public final class DependencyGraph {

    private final Map<ResourceKey, List<ResourceKey>> dependencies = new TreeMap<>();
    private final Map<ResourceKey, SortedSet<ResourceKey>> dependents = new TreeMap<>();

    /// Notes what a unit depends on.
    public synchronized void put(ResourceKey unit, List<ResourceKey> dependsOn) {
        remove(unit);
        dependencies.put(unit, List.copyOf(dependsOn));
        for (ResourceKey dependency : dependsOn) {
            dependents.computeIfAbsent(dependency, _ -> new TreeSet<>()).add(unit);
        }
    }

    /// Forgets a unit that is gone; who depends on it still does.
    public synchronized void remove(ResourceKey unit) {
        List<ResourceKey> before = dependencies.remove(unit);
        if (before == null) {
            return;
        }
        for (ResourceKey dependency : before) {
            SortedSet<ResourceKey> waiting = dependents.get(dependency);
            if (waiting != null) {
                waiting.remove(unit);
                if (waiting.isEmpty()) {
                    dependents.remove(dependency);
                }
            }
        }
    }

    /// The units that wait for this one, in order.
    public synchronized SortedSet<ResourceKey> dependentsOf(ResourceKey unit) {
        return new TreeSet<>(dependents.getOrDefault(unit, Collections.emptySortedSet()));
    }

    /// A shortest way from the unit back to itself, starting and ending with it; empty if it is in
    /// no cycle.
    public synchronized Optional<List<ResourceKey>> cycleOf(ResourceKey unit) {
        Map<ResourceKey, ResourceKey> cameFrom = new TreeMap<>();
        Deque<ResourceKey> open = new ArrayDeque<>(List.of(unit));
        while (!open.isEmpty()) {
            ResourceKey at = open.poll();
            for (ResourceKey next : dependencies.getOrDefault(at, List.of())) {
                if (next.equals(unit)) {
                    return Optional.of(way(unit, at, cameFrom));
                }
                if (!cameFrom.containsKey(next)) {
                    cameFrom.put(next, at);
                    open.add(next);
                }
            }
        }
        return Optional.empty();
    }

    private static List<ResourceKey> way(
            ResourceKey unit, ResourceKey last, Map<ResourceKey, ResourceKey> cameFrom) {
        List<ResourceKey> way = new ArrayList<>(List.of(unit));
        for (ResourceKey at = last; at != null && !at.equals(unit); at = cameFrom.get(at)) {
            way.add(at);
        }
        way.add(unit);
        Collections.reverse(way);
        return way;
    }
}
