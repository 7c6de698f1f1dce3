package io.sluice.kustomize.yaml;

import java.util.HashMap;
import java.util.Map;

/// Refuses maps in which a key comes twice.
public final class UniqueKeys {

    private UniqueKeys() {}

    /// Refuses a tree in which a map has a key twice.
    public static void require(Node node) {
        switch (node) {
            case MapNode map -> {
                unique(map);
                map.entries().forEach(entry -> require(entry.value()));
            }
            case SeqNode list -> list.items().forEach(UniqueKeys::require);
            case ScalarNode scalar -> {}
        }
    }

    /// Refuses one map, in the words of the reader of the dialect.
    static void require(MapNode map, Dialect dialect) {
        try {
            unique(map);
        } catch (YamlException e) {
            int end = e.text().indexOf(" already defined at line ");
            throw dialect == Dialect.CONFIG && end > 0
                    ? new YamlException(
                            e.text().substring(0, end).replace("mapping key", "key")
                                    + " already set in map",
                            e.line())
                    : e;
        }
    }

    private static void unique(MapNode map) {
        int size = map.entries().size();
        if (size < 2) {
            return;
        }
        Map<String, Integer> lines = new HashMap<>(size * 2);
        for (MapNode.Entry entry : map.entries()) {
            if (entry.key() instanceof ScalarNode key) {
                Integer before = lines.putIfAbsent(key.text(), key.line());
                if (before != null) {
                    throw new YamlException(
                            "yaml: unmarshal errors:\n  line %d: mapping key \"%s\" already defined at line %d"
                                    .formatted(key.line(), key.text(), before),
                            key.line());
                }
            }
        }
    }
}
