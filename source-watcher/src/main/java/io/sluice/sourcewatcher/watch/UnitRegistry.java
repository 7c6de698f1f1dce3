package io.sluice.sourcewatcher.watch;

import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.Unit;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import io.sluice.sourcewatcher.unit.UnitDeclaration.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The units by name and by source. A unit whose declaration changes is taken out before and put
/// in after.
final class UnitRegistry {

    private final Map<ResourceKey, Unit> units = new TreeMap<>();
    private final Map<ResourceKey, SortedSet<ResourceKey>> bySource = new TreeMap<>();

    @Nullable Unit get(ResourceKey key) {
        return units.get(key);
    }

    void put(Unit unit) {
        UnitDeclaration declaration = unit.declaration();
        units.put(declaration.key(), unit);
        if (declaration.definition() instanceof Definition.Valid valid) {
            bySource.computeIfAbsent(valid.source(), _ -> new TreeSet<>()).add(declaration.key());
        }
    }

    @Nullable Unit remove(ResourceKey key) {
        Unit unit = units.remove(key);
        if (unit != null && unit.declaration().definition() instanceof Definition.Valid valid) {
            bySource.computeIfPresent(
                    valid.source(),
                    (_, siblings) -> {
                        siblings.remove(key);
                        return siblings.isEmpty() ? null : siblings;
                    });
        }
        return unit;
    }

    /// The units of a source, by name.
    List<Unit> of(ResourceKey source) {
        List<Unit> found = new ArrayList<>();
        for (ResourceKey key : bySource.getOrDefault(source, Collections.emptySortedSet())) {
            Unit unit = units.get(key);
            if (unit != null) {
                found.add(unit);
            }
        }
        return found;
    }

    /// The units that refer to something and may be asked for, by name.
    List<Unit> referringTo(ReferenceName name) {
        return units.values().stream()
                .filter(unit -> unit.declaration().isActive())
                .filter(
                        unit ->
                                unit.declaration().definition() instanceof Definition.Valid valid
                                        && valid.references().contains(name))
                .toList();
    }

    /// All units, by name.
    Collection<Unit> all() {
        return units.values();
    }
}
