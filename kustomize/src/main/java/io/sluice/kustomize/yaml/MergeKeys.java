package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Resolves `<<`: the keys of the named maps are added where the map has none of its own.
final class MergeKeys {

    /// What the reference says of another value.
    private static final String NO_MAP =
            "yaml: map merge requires map or sequence of maps as the value";

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
            throw new YamlException(
                    "yaml: invalid map merge: more than one '<<' key in a map", map.line());
        }
        var merged = new ArrayList<MapNode>();
        var own = new ArrayList<MapNode.Entry>();
        for (MapNode.Entry entry : map.entries()) {
            if (isMerge(entry)) {
                collect(entry.value(), merged, true);
            } else {
                own.add(entry);
            }
        }
        map.entries().clear();
        map.entries().addAll(own);
        merged.forEach(source -> add(source, map));
        return map;
    }

    /// Takes out of what a map merges what stands for the map itself: the reference reads it as if
    /// it were not there.
    static void drop(MapNode map, Predicate<Node> itself) {
        for (MapNode.Entry entry : map.entries()) {
            if (!entry.is("<<")) {
                continue;
            }
            if (itself.test(entry.value())) {
                entry.value(new SeqNode());
            } else if (entry.value() instanceof SeqNode list) {
                list.items().removeIf(itself);
            }
        }
    }

    /// The map without the key `<<` that came into it after it was read: its writing and reading
    /// again makes a merge of it, unless it is in quotes. The map itself is left as it is.
    static MapNode late(MapNode map) {
        MapNode.Entry merge = map.entry("<<");
        if (merge == null || (merge.key() instanceof ScalarNode key && key.quoted())) {
            return map;
        }
        var sources = new ArrayList<MapNode>();
        collect(merge.value(), sources, true);
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

    private static void collect(Node value, List<MapNode> into, boolean listAllowed) {
        switch (value) {
            case MapNode map -> into.add(map);
            case SeqNode list when listAllowed ->
                    list.items().forEach(item -> collect(item, into, false));
            default -> throw new YamlException(NO_MAP, value.line());
        }
    }
}
