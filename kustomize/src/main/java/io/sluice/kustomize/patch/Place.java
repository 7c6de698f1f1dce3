package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The place a pointer names.
///
/// @param container the map or list it is in
/// @param key the key in it
record Place(Node container, String key) {

    /// The place that a pointer names, or null if there is nothing to be in.
    static @Nullable Place find(MapNode root, String path) {
        return find(root, path, node -> {});
    }

    /// The same where maps may hold a name twice: those on the way keep what came last.
    static @Nullable Place findSettled(MapNode root, String path) {
        return find(
                root,
                path,
                node -> {
                    if (node instanceof MapNode map) {
                        JsonValues.settle(map);
                    }
                });
    }

    private static @Nullable Place find(MapNode root, String path, Consumer<Node> passing) {
        int end = path.lastIndexOf('/');
        if (end < 0) {
            return null;
        }
        Node node = root;
        passing.accept(node);
        int start = path.indexOf('/') + 1;
        while (start <= end) {
            int next = path.indexOf('/', start);
            Node found = get(node, Operation.decoded(path.substring(start, next)));
            if (found == null || found instanceof ScalarNode) {
                return null;
            }
            node = found;
            passing.accept(node);
            start = next + 1;
        }
        return new Place(node, Operation.decoded(path.substring(end + 1)));
    }

    /// The node under a key, or null.
    static @Nullable Node get(Node container, String key) {
        return switch (container) {
            case MapNode map -> map.get(key);
            case SeqNode list -> {
                Integer index = index(key);
                int at = index == null ? -1 : index < 0 ? index + list.items().size() : index;
                yield at >= 0 && at < list.items().size() ? list.items().get(at) : null;
            }
            case ScalarNode scalar -> null;
        };
    }

    /// The number a key is, or null.
    static @Nullable Integer index(String key) {
        try {
            return Integer.valueOf(key);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The index that a key is in a list of so many; a negative one counts from the end.
    static int position(String key, int size, String op, String path) {
        Integer index = index(key);
        String prefix = "error in " + op + " for path: '" + path + "': ";
        if (index == null) {
            String words =
                    op.equals("add") ? "value was not a proper array index: '" + key + "': " : "";
            throw new KustomizeException(
                    prefix + words + "strconv.Atoi: parsing \"" + key + "\": invalid syntax");
        }
        int at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) {
            throw new KustomizeException(
                    prefix
                            + "Unable to access invalid index: "
                            + index
                            + ": invalid index referenced");
        }
        return at;
    }
}
