package io.sluice.applier.engine;

import io.sluice.applier.dependencies.DependencyGraph;
import io.sluice.applier.dependencies.DependencyRules;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Slots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/// All units of the cluster: their live resources, outcome slots and dependencies.
final class Directory implements DependencyRules.Units {

    private final Map<ResourceKey, Declaration> declarations = new ConcurrentHashMap<>();
    private final DependencyGraph graph = new DependencyGraph();
    private final OutcomeSlots slots;

    Directory(OutcomeSlots slots) {
        this.slots = slots;
    }

    /// Takes in a resource, unless a later version of it is known.
    void put(Declaration declaration) {
        Declaration held = declarations.get(declaration.unit());
        boolean outdated =
                held != null
                        && held.uid().equals(declaration.uid())
                        && Seen.compareVersions(
                                        held.resourceVersion(), declaration.resourceVersion())
                                > 0;
        if (!outdated) {
            declarations.put(declaration.unit(), declaration);
            graph.put(declaration.unit(), declaration.dependsOn());
        }
    }

    void remove(ResourceKey unit) {
        declarations.remove(unit);
        graph.remove(unit);
    }

    List<ResourceKey> units() {
        return declarations.keySet().stream().sorted().toList();
    }

    SortedSet<ResourceKey> dependentsOf(ResourceKey unit) {
        return graph.dependentsOf(unit);
    }

    @Override
    public Optional<Declaration> live(ResourceKey unit) {
        return Optional.ofNullable(declarations.get(unit));
    }

    @Override
    public Slots slots(ResourceKey unit) {
        return slots.of(unit);
    }

    @Override
    public Optional<List<ResourceKey>> cycleOf(ResourceKey unit) {
        return graph.cycleOf(unit);
    }
}
