package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Resolves `<<`: the keys of the named maps are added where the map has none of its own.
final class MergeKeys {

    /// What the reference says of another value.
    private static final String NO_MAP = "map merge requires map or sequence of maps as the value";

    private MergeKeys() {}

    static MapNode resolve(MapNode map, Dialect dialect) {
        int count = 0;
        for (MapNode.Entry entry : map.entries()) {
            if (isMerge(entry)) {
                count++;
            }
        }
        if (count == 0) {
            if (dialect == Dialect.RESOURCE) {
                // In quotes the key merges nothing, but is taken away all the same.
                map.remove("<<");
            }
            return map;
        }
        if (count > 1 && dialect == Dialect.RESOURCE) {
            throw new YamlException("duplicate merge key", map.line());
        }
        var merged = new ArrayList<MapNode>();
        var own = new ArrayList<MapNode.Entry>();
        for (MapNode.Entry entry : map.entries()) {
            if (isMerge(entry)) {
                collect(entry.value(), merged, true, dialect);
            } else {
                own.add(entry);
            }
        }
        if (dialect == Dialect.RESOURCE) {
            // The first of its name goes, be it in quotes; then the other merges once more in the
            // end.
            map.remove("<<");
        } else {
            map.entries().clear();
            map.entries().addAll(own);
        }
        merged.forEach(source -> add(source, map));
        return map;
    }

    /// Refuses to merge what came from an alias and is no map, be it a list of maps.
    static void refuse(MapNode map, Predicate<Node> aliased) {
        for (MapNode.Entry entry : map.entries()) {
            boolean wrong =
                    isMerge(entry)
                            && (aliased.test(entry.value())
                                    || (entry.value() instanceof SeqNode list
                                            && list.items().stream().anyMatch(aliased)));
            if (wrong) {
                throw new YamlException(
                        "invalid map merge: received alias for a non-map value",
                        entry.value().line());
            }
        }
    }

    /// Takes out of what a map merges what stands for the map itself: the reference reads it as if
    /// it were not there.
    ///
    /// @return what was taken out of lists, which keep it
    static List<MapNode> drop(MapNode map, Predicate<Node> itself) {
        var dropped = new ArrayList<MapNode>();
        for (MapNode.Entry entry : map.entries()) {
            if (!entry.is("<<")) {
                continue;
            }
            if (itself.test(entry.value())) {
                entry.value(new SeqNode());
            } else if (entry.value() instanceof SeqNode list) {
                var rest = new SeqNode();
                for (Node item : list.items()) {
                    if (itself.test(item) && item instanceof MapNode stand) {
                        dropped.add(stand);
                    } else {
                        rest.add(item);
                    }
                }
                entry.value(rest.at(list.line()));
            }
        }
        return dropped;
    }

    /// The map without the key `<<` that came into it after it was read: its writing and reading
    /// again makes a merge of it, unless it is in quotes or its tag is written out. The map itself is left as it is.
    static MapNode late(MapNode map) {
        MapNode.Entry merge = map.entry("<<");
        if (merge == null
                || (merge.key() instanceof ScalarNode key && (key.quoted() || key.explicitTag()))) {
            return map;
        }
        var sources = new ArrayList<MapNode>();
        collect(merge.value(), sources, true, Dialect.CONFIG);
        var done = new MapNode().flow(map.flow());
        done.at(map.line());
        for (MapNode.Entry entry : map.entries()) {
            if (entry != merge) {
                done.entries().add(entry);
            }
        }
        for (MapNode source : sources) {
            add(late(source), done);
        }
        return done;
    }

    private static void add(MapNode source, MapNode into) {
        for (MapNode.Entry entry : source.entries()) {
            if (into.entry(entry.name()) == null) {
                into.entries().add(entry);
            }
        }
    }

    private static boolean isMerge(MapNode.Entry entry) {
        return entry.key() instanceof ScalarNode key && key.tag() == Tag.MERGE;
    }

    private static void collect(
            Node value, List<MapNode> into, boolean listAllowed, Dialect dialect) {
        switch (value) {
            case MapNode map -> into.add(map);
            case SeqNode list when listAllowed ->
                    list.items().forEach(item -> collect(item, into, false, dialect));
            default -> {
                String reader = dialect == Dialect.CONFIG ? "yaml: " : "";
                throw new YamlException(reader + NO_MAP, value.line());
            }
        }
    }
}
