package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON 6902 patch.
public final class JsonPatch {

    /// The place a pointer names: a container and the key in it.
    private record Place(Node container, String key) {}

    private final List<Operation> operations;

    private final Budget budget;
    private final boolean bounded;

    private JsonPatch(List<Operation> operations, Budget budget) {
        this.operations = operations;
        this.budget = budget;
        bounded = operations.stream().allMatch(o -> JsonValues.beyondDouble(o.value()) == null);
    }

    /// Parses a patch in JSON or YAML.
    ///
    /// @throws KustomizeException if it is no list of operations
    public static JsonPatch parse(String text, Budget budget) {
        return new JsonPatch(OperationReader.read(text, budget), budget);
    }

    private static Node nothing() {
        return new ScalarNode("null", Tag.NULL, Style.PLAIN);
    }

    /// The number of operations.
    public int size() {
        return operations.size();
    }

    /// Applies the patch to a JSON tree, in place.
    public void apply(MapNode root) {
        budget.patch(root);
        for (Operation operation : operations) {
            switch (operation.op()) {
                case "add" -> add(root, operation.path(), operation.value().copy(), "add");
                case "remove" -> remove(root, operation.path(), "remove");
                case "replace" -> replace(root, operation);
                case "test" -> test(root, operation);
                case "move" -> move(root, operation);
                case "copy" -> copy(root, operation);
                default -> throw new KustomizeException("Unexpected kind: " + operation.op());
            }
        }
        if (!bounded) {
            JsonValues.requireDoubles(root);
        }
    }

    private @Nullable Place find(MapNode root, String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return null;
        }
        Node node = root;
        for (int i = 1; i < parts.length - 1; i++) {
            look(node);
            Node next = get(node, decode(parts[i]));
            if (next == null || next instanceof ScalarNode) {
                return null;
            }
            node = next;
        }
        look(node);
        return new Place(node, decode(parts[parts.length - 1]));
    }

    private void look(Node container) {
        switch (container) {
            case MapNode map -> {
                budget.look(1, 1);
                if (!bounded) {
                    JsonValues.settle(map);
                }
            }
            case SeqNode list -> budget.look(1, list.items().size());
            case ScalarNode scalar -> {}
        }
    }

    private static String decode(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    private static @Nullable Node get(Node container, String key) {
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

    private static @Nullable Integer index(String key) {
        try {
            return Integer.valueOf(key);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static KustomizeException missing(String op, String what, String path) {
        return new KustomizeException(
                op
                        + " operation does not apply: doc is missing "
                        + what
                        + path
                        + ": missing value");
    }

    private void add(MapNode root, String path, Node value, String op) {
        Place place = find(root, path);
        if (place == null) {
            throw op.equals("add")
                    ? missing(op, "path: ", "\"" + path + "\"")
                    : missing(op, "destination path: ", path);
        }
        if (place.container instanceof MapNode map) {
            map.put(place.key, value);
        } else if (place.container instanceof SeqNode list) {
            int size = list.items().size();
            int at = place.key.equals("-") ? size : position(place.key, size + 1, op, path);
            list.items().add(at, value);
        }
    }

    private static int position(String key, int size, String op, String path) {
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

    private void remove(MapNode root, String path, String op) {
        Place place = find(root, path);
        if (place == null) {
            throw missing(op, "path: ", "\"" + path + "\"");
        }
        if (place.container instanceof MapNode map) {
            if (map.get(place.key) == null) {
                throw new KustomizeException(
                        "error in "
                                + op
                                + " for path: '"
                                + (op.equals("move") ? place.key : path)
                                + "': Unable to remove nonexistent key: "
                                + place.key
                                + ": missing value");
            }
            budget.look(1, map.entries().size());
            map.remove(place.key);
        } else if (place.container instanceof SeqNode list) {
            list.items().remove(position(place.key, list.items().size(), op, path));
        }
    }

    private void replace(MapNode root, Operation operation) {
        String path = operation.path();
        if (path.isEmpty() && operation.value() instanceof MapNode whole) {
            root.entries().clear();
            root.entries().addAll(whole.copy().entries());
            return;
        }
        Place place = find(root, path);
        if (place == null) {
            throw missing("replace", "path: ", path);
        }
        if (place.container instanceof MapNode map) {
            map.put(place.key, operation.value().copy());
        } else if (place.container instanceof SeqNode list) {
            Integer index = index(place.key);
            int size = list.items().size();
            int at = index == null ? -1 : index < 0 ? index + size : index;
            if (at < 0 || at >= size) {
                throw missing("replace", "key: ", path);
            }
            list.items().set(at, operation.value().copy());
        }
    }

    private void test(MapNode root, Operation operation) {
        String path = operation.path();
        Place place = find(root, path);
        if (place == null && !path.isEmpty()) {
            throw new KustomizeException(
                    "test operation does not apply: is missing path: " + path + ": missing value");
        }
        Node found = place == null ? root : get(place.container, place.key);
        if (found == null
                && place != null
                && place.container instanceof SeqNode
                && JsonReader.isNumber(place.key)) {
            throw new KustomizeException(
                    "error in test for path: '"
                            + path
                            + "': Unable to access invalid index: "
                            + place.key
                            + ": invalid index referenced");
        }
        boolean same =
                found == null
                        ? operation.value().isNull()
                        : bounded
                                ? JsonValues.equal(found, operation.value())
                                : JsonValues.equal(
                                        JsonValues.settled(found),
                                        JsonValues.settled(operation.value().copy()));
        if (!same) {
            throw new KustomizeException("testing value " + path + " failed: test failed");
        }
    }

    private void move(MapNode root, Operation operation) {
        String source = operation.from();
        Place from = find(root, source);
        if (from == null) {
            throw missing("move", "from path: ", source);
        }
        Node value = get(from.container, from.key);
        remove(root, source, "move");
        add(root, operation.path(), value == null ? nothing() : value, "move");
    }

    private void copy(MapNode root, Operation operation) {
        String source = operation.from();
        Place from = find(root, source);
        if (from == null) {
            throw missing("copy", "from path: ", source);
        }
        Node value = get(from.container, from.key);
        if (value == null && from.container instanceof SeqNode list) {
            position(from.key, list.items().size(), "copy", source);
        }
        if (value != null) {
            budget.copy(value);
        }
        add(root, operation.path(), value == null ? nothing() : value.copy(), "copy");
    }
}
