package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.applier.dependencies.DependencyGraph;
import io.sluice.applier.dependencies.DependencyRules;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Handover;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Slots;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/// All units of the cluster: their live resources, outcome slots and dependencies.
final class Directory implements DependencyRules.Units, Handover.Others {

    private final Map<ResourceKey, Declaration> declarations = new ConcurrentHashMap<>();
    private final Map<ResourceKey, LiveResource> resources = new ConcurrentHashMap<>();
    private final DependencyGraph graph = new DependencyGraph();
    private final OutcomeSlots slots;
    private final Claims claims;

    Directory(OutcomeSlots slots, Claims claims) {
        this.slots = slots;
        this.claims = claims;
    }

    @Override
    public boolean isKnown() {
        return claims.isKnown();
    }

    @Override
    public boolean claims(Declaration unit, ObjectId object) {
        return claims.isClaimed(unit, object);
    }

    /// Whether another unit has an object now, and wants it: two units that put their labels on it in
    /// turn would never come to rest.
    boolean isTaken(ResourceKey unit, Seen seen) {
        ResourceKey owner = seen.owner();
        return owner != null
                && !owner.equals(unit)
                && live(owner)
                        .filter(other -> !other.isAtRest())
                        .filter(other -> claims.isClaimed(other, seen.id()))
                        .isPresent();
    }

    @Override
    public List<Declaration> declarations() {
        return declarations.values().stream()
                .sorted(Comparator.comparing(Declaration::unit))
                .toList();
    }

    /// Takes in a resource, unless a later version of it is known.
    ///
    /// @return whether it is the latest
    boolean put(Declaration declaration, LiveResource resource) {
        Declaration held = declarations.get(declaration.unit());
        boolean outdated =
                held != null
                        && held.uid().equals(declaration.uid())
                        && Seen.compareVersions(
                                        held.resourceVersion(), declaration.resourceVersion())
                                > 0;
        if (!outdated) {
            declarations.put(declaration.unit(), declaration);
            resources.put(declaration.unit(), resource);
            graph.put(declaration.unit(), declaration.dependsOn());
        }
        return !outdated;
    }

    void remove(ResourceKey unit) {
        declarations.remove(unit);
        resources.remove(unit);
        graph.remove(unit);
    }

    /// The whole resource; of a unit that is gone, nothing.
    JsonNode resource(ResourceKey unit) {
        LiveResource resource = resources.get(unit);
        return resource == null ? MissingNode.getInstance() : resource.tree();
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
