package io.sluice.kustomize.yaml;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The anchors of a document, and what aliases and merges make of them.
final class Anchors {

    /// An alias within what its anchor names.
    private record Within(String anchor, int line) {}

    private final Dialect dialect;
    private final Budget budget;
    private final Map<String, Node> complete = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /// The nodes that stand for aliases within what they name, until a merge drops them.
    private final IdentityHashMap<Node, Within> within = new IdentityHashMap<>();

    /// What came from an alias and is no map, so that it cannot be merged.
    private final Set<Node> aliased = Collections.newSetFromMap(new IdentityHashMap<>());

    Anchors(Dialect dialect, Budget budget) {
        this.dialect = dialect;
        this.budget = budget;
    }

    /// Begins what an anchor names.
    void open(String anchor) {
        open.add(anchor);
        complete.remove(anchor);
    }

    /// Ends it. An anchor within that has the same name is the later one.
    void close(String anchor, Node made) {
        if (open.remove(anchor)) {
            complete.put(anchor, made);
        }
    }

    /// What an alias stands for.
    Node alias(String name, int line, int depth) {
        Node target = complete.get(name);
        if (target == null) {
            return missing(name, line);
        }
        if (!within.isEmpty()) {
            requireWhole(target);
        }
        budget.alias(target, depth, line);
        Node copy = target.copy().at(line);
        if (dialect == Dialect.RESOURCE && !(copy instanceof MapNode)) {
            aliased.add(copy);
        }
        return copy;
    }

    private Node missing(String name, int line) {
        if (!open.contains(name)) {
            throw new YamlException("yaml: unknown anchor '" + name + "' referenced", line);
        }
        var found = new Within(name, line);
        if (dialect == Dialect.CONFIG) {
            throw itself(found);
        }
        Node stand = new MapNode().at(line);
        within.put(stand, found);
        return stand;
    }

    /// Refuses what holds an alias to something that is not complete.
    private void requireWhole(Node target) {
        Within found = within.get(target);
        if (found != null) {
            throw itself(found);
        }
        switch (target) {
            case MapNode map -> map.entries().forEach(entry -> requireWhole(entry.value()));
            case SeqNode list -> list.items().forEach(this::requireWhole);
            case ScalarNode scalar -> {}
        }
    }

    /// Refuses a document with an alias within what it names.
    void requireNoneWithin() {
        for (Within left : within.values()) {
            throw itself(left);
        }
    }

    private static YamlException itself(Within found) {
        return new YamlException(
                "yaml: anchor '" + found.anchor + "' value contains itself", found.line);
    }

    /// Resolves the merges of a map, which may have an anchor.
    void merge(MapNode map, @Nullable String anchor, int depth) {
        List<MapNode> stands = List.of();
        if (anchor != null) {
            stands = MergeKeys.drop(map, merged -> isAlias(merged, anchor));
        }
        if (dialect == Dialect.RESOURCE) {
            MergeKeys.refuse(map, aliased::contains);
        }
        MergeKeys.resolve(map, dialect);
        // A list that was merged may have an anchor of its own, and be used elsewhere.
        for (MapNode stand : stands) {
            budget.alias(map, depth, map.line());
            stand.entries().addAll(map.copy().entries());
        }
    }

    private boolean isAlias(Node node, String anchor) {
        Within found = within.get(node);
        return found != null && found.anchor.equals(anchor) && within.remove(node) != null;
    }
}
