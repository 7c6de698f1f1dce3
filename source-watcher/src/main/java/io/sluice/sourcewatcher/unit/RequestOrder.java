package io.sluice.sourcewatcher.unit;

import io.sluice.events.Commit;
import io.sluice.events.CommitDetected;
import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.unit.UnitDeclaration.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// In which order the units of a source are asked for: first those whose path holds a changed
/// file, with everything they depend on, dependencies first; then the rest, the same way.
public final class RequestOrder {

    private final SortedMap<ResourceKey, Definition.Valid> units = new TreeMap<>();

    private RequestOrder(Collection<UnitDeclaration> declarations) {
        for (UnitDeclaration declaration : declarations) {
            if (declaration.definition() instanceof Definition.Valid valid) {
                units.put(declaration.key(), valid);
            }
        }
    }

    /// The order in which a change is told to the units of its source; each once.
    ///
    /// @param touched those whose path holds a changed file, and all they depend on
    /// @param others the rest
    public record Order(List<ResourceKey> touched, List<ResourceKey> others) {

        public Order {
            touched = List.copyOf(touched);
            others = List.copyOf(others);
        }
    }

    /// The order for a change; nothing counts as touched if the changed paths are not all known.
    ///
    /// @param declarations all units of the source
    /// @param change what is new in it
    public static Order of(Collection<UnitDeclaration> declarations, CommitDetected change) {
        var order = new RequestOrder(declarations);
        SequencedSet<ResourceKey> ordered = new LinkedHashSet<>();
        boolean partly =
                !change.truncated() && change.commits().stream().noneMatch(Commit::pathsTruncated);
        if (partly) {
            SortedSet<String> paths = new TreeSet<>();
            change.commits().forEach(commit -> paths.addAll(commit.paths()));
            order.units.forEach(
                    (key, unit) -> {
                        if (holds(unit.path(), paths)) {
                            order.add(key, ordered);
                        }
                    });
        }
        int touched = ordered.size();
        order.units.keySet().forEach(key -> order.add(key, ordered));
        List<ResourceKey> all = new ArrayList<>(ordered);
        return new Order(all.subList(0, touched), all.subList(touched, all.size()));
    }

    /// The units in order of their dependencies.
    public static List<ResourceKey> of(Collection<UnitDeclaration> declarations) {
        var order = new RequestOrder(declarations);
        SequencedSet<ResourceKey> ordered = new LinkedHashSet<>();
        order.units.keySet().forEach(key -> order.add(key, ordered));
        return new ArrayList<>(ordered);
    }

    private static boolean holds(String path, SortedSet<String> paths) {
        if (path.isEmpty()) {
            return !paths.isEmpty();
        }
        SortedSet<String> from = paths.tailSet(path + "/");
        return paths.contains(path) || (!from.isEmpty() && from.first().startsWith(path + "/"));
    }

    /// Dependencies before dependents, without recursion: a chain may be as long as a tenant likes.
    /// In a cycle the unit that was reached first comes last.
    private void add(ResourceKey root, SequencedSet<ResourceKey> ordered) {
        List<ResourceKey> open = new ArrayList<>(List.of(root));
        SequencedSet<ResourceKey> entered = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            ResourceKey key = open.getLast();
            Definition.Valid unit = units.get(key);
            if (unit == null || ordered.contains(key)) {
                open.removeLast();
            } else if (entered.add(key)) {
                for (ResourceKey dependency : unit.dependsOn().reversed()) {
                    if (!entered.contains(dependency)) {
                        open.add(dependency);
                    }
                }
            } else {
                open.removeLast();
                ordered.add(key);
            }
        }
    }
}
