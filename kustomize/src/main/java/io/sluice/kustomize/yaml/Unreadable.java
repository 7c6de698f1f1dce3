package io.sluice.kustomize.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scalar that the reference writes in such a way that it cannot read it again. What it says then
/// counts lines in the text of the tree that it wrote.
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ScalarNode node;

    Unreadable(ScalarNode node) {
        super("unreadable", null, false, false);
        this.node = node;
    }

    /// The error when a tree that holds the scalar is read.
    YamlException in(Node tree) {
        String problem = node.isNull() ? nullKey(tree) : tab(tree);
        return new YamlException("yaml: " + problem, node.line());
    }

    /// The reader names the line where a block starts, unless that is the first one.
    private String tab(Node tree) {
        return "line %d: found a tab character where an indentation space is expected"
                .formatted(Math.max(2, TreeWriter.lineOf(node, tree)));
    }

    /// The reference does not find a key that is null, so it adds it once more behind the others. Of
    /// several maps that have one it reads the outermost first.
    private static String nullKey(Node tree) {
        Node copy = tree.copy();
        repeatNullKeys(copy);
        MapNode map = firstWithNullKey(copy);
        List<MapNode.Entry> entries = map == null ? List.of() : map.entries();
        Node key =
                entries.stream()
                        .map(MapNode.Entry::key)
                        .filter(Unreadable::isNullKey)
                        .findFirst()
                        .orElse(copy);
        Node again = entries.isEmpty() ? copy : entries.getLast().key();
        return "unmarshal errors:\n  line %d: mapping key \"%s\" already defined at line %d"
                .formatted(
                        TreeWriter.lineOf(again, copy),
                        key.scalarText(),
                        TreeWriter.lineOf(key, copy));
    }

    private static boolean isNullKey(Node key) {
        return key instanceof ScalarNode scalar && scalar.isNull() && !scalar.text().isEmpty();
    }

    private static void repeatNullKeys(Node node) {
        switch (node) {
            case MapNode map -> {
                map.entries().forEach(entry -> repeatNullKeys(entry.value()));
                List<MapNode.Entry> again =
                        map.entries().stream().filter(entry -> isNullKey(entry.key())).toList();
                again.forEach(
                        entry ->
                                map.entries()
                                        .add(
                                                new MapNode.Entry(
                                                        entry.key().copy(), entry.value().copy())));
            }
            case SeqNode list -> list.items().forEach(Unreadable::repeatNullKeys);
            case ScalarNode scalar -> {}
        }
    }

    private static @Nullable MapNode firstWithNullKey(Node node) {
        return switch (node) {
            case MapNode map -> {
                if (map.entries().stream().anyMatch(entry -> isNullKey(entry.key()))) {
                    yield map;
                }
                yield first(map.entries().stream().map(MapNode.Entry::value).toList());
            }
            case SeqNode list -> first(list.items());
            case ScalarNode scalar -> null;
        };
    }

    private static @Nullable MapNode first(List<Node> nodes) {
        for (Node node : nodes) {
            MapNode found = firstWithNullKey(node);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
