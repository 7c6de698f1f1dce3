package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.JsonTree;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON 6902 patch.
public final class JsonPatch {

    private static final int REMOVED = 4;

    private final List<Operation> operations;

    private final Budget budget;
    private final boolean bounded;

    private final boolean changesNotes;
    private final boolean leavesJson;
    private final boolean unreadable;

    private JsonPatch(List<Operation> operations, Budget budget) {
        this.operations = operations;
        this.budget = budget;
        changesNotes = operations.stream().anyMatch(Operation::changesNotes);
        leavesJson = operations.stream().noneMatch(Operation::changesWhenRead);
        unreadable = operations.stream().anyMatch(o -> JsonTree.unreadable(o.value()) != null);
        bounded = operations.stream().allMatch(o -> JsonValues.beyondDouble(o.value()) == null);
    }

    /// Parses a patch in JSON or YAML.
    ///
    /// @throws KustomizeException if it is no list of operations
    public static JsonPatch parse(String text, Budget budget) {
        return new JsonPatch(OperationReader.read(text, budget), budget);
    }

    /// The number of operations.
    public int size() {
        return operations.size();
    }

    /// Whether the patch may see or change what identifies an object, or its annotations.
    public boolean changesNotes() {
        return changesNotes;
    }

    /// Whether what the patch makes of an object that is JSON would stay as it is if it were written and
    /// read as JSON again.
    public boolean leavesJson() {
        return leavesJson;
    }

    /// Reads an object as JSON.
    public JsonTree read(MapNode object) {
        budget.read(object);
        return JsonTree.of((MapNode) JsonValues.of(object).at(object.line()));
    }

    /// Reads an object as JSON that is JSON but for its annotations and the order in its outermost maps.
    public JsonTree readNotes(MapNode object) {
        MapNode metadata = object.map("metadata");
        if (metadata != null) {
            MapNode.Entry annotations = metadata.entry("annotations");
            if (annotations != null) {
                budget.read(annotations.value());
                annotations.value(JsonValues.ofPart(annotations.value()));
            }
            budget.look(1, metadata.entries().size());
            JsonTree.quoteKeys(metadata);
        }
        budget.look(1, object.entries().size());
        JsonTree.quoteKeys(object);
        return JsonTree.ofPrinted(object);
    }

    /// Applies the patch to an object, in place.
    ///
    /// @throws io.sluice.kustomize.yaml.YamlException if the reference could not read what it writes then
    public void apply(JsonTree tree) {
        MapNode root = tree.root();
        budget.patch();
        for (Operation operation : operations) {
            budget.operation(operation.nodes());
            switch (operation.op()) {
                case "add" -> add(tree, operation.path(), operation.value().copy(), "add");
                case "remove" -> remove(root, operation.path(), "remove");
                case "replace" -> replace(tree, operation);
                case "test" -> test(root, operation);
                case "move" -> move(tree, operation);
                case "copy" -> copy(tree, operation);
                default -> throw new KustomizeException("Unexpected kind: " + operation.op());
            }
        }
        if (!bounded) {
            budget.read(root);
            JsonValues.requireDoubles(root);
        }
        if (unreadable) {
            budget.read(root);
        }
        if (unreadable || tree.isUnread()) {
            tree.requireReadable();
        }
    }

    private void grow(Node added, @Nullable Node gone) {
        budget.grow(Budget.nodes(added) - (gone == null ? 0 : Budget.nodes(gone)));
    }

    private static KustomizeException missing(String op, String what, String path) {
        return new KustomizeException(
                op
                        + " operation does not apply: doc is missing "
                        + what
                        + path
                        + ": missing value");
    }

    private @Nullable Place find(MapNode root, String path) {
        return bounded ? Place.find(root, path) : Place.findSettled(root, path);
    }

    private void add(JsonTree tree, String path, Node value, String op) {
        Place place = find(tree.root(), path);
        if (place == null) {
            throw op.equals("add")
                    ? missing(op, "path: ", "\"" + path + "\"")
                    : missing(op, "destination path: ", path);
        }
        if (place.container() instanceof MapNode map) {
            grow(value, map.get(place.key()));
            tree.put(map, place.key(), value);
        } else if (place.container() instanceof SeqNode list) {
            int size = list.items().size();
            budget.look(1, size);
            int at =
                    place.key().equals("-")
                            ? size
                            : Place.position(place.key(), size + 1, op, path);
            grow(value, null);
            list.items().add(at, value);
        }
    }

    private void remove(MapNode root, String path, String op) {
        Place place = find(root, path);
        if (place == null) {
            throw missing(op, "path: ", "\"" + path + "\"");
        }
        if (place.container() instanceof MapNode map) {
            if (map.get(place.key()) == null) {
                throw new KustomizeException(
                        "error in "
                                + op
                                + " for path: '"
                                + (op.equals("move") ? place.key() : path)
                                + "': Unable to remove nonexistent key: "
                                + place.key()
                                + ": missing value");
            }
            // The keys must be looked through, and what was known of them is lost.
            budget.look(REMOVED, map.entries().size());
            Node gone = map.remove(place.key());
            budget.grow(gone == null ? 0 : -Budget.nodes(gone));
        } else if (place.container() instanceof SeqNode list) {
            budget.look(1, list.items().size());
            list.items().remove(Place.position(place.key(), list.items().size(), op, path));
        }
    }

    private void replace(JsonTree tree, Operation operation) {
        MapNode root = tree.root();
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
        if (place.container() instanceof MapNode map) {
            grow(operation.value(), map.get(place.key()));
            tree.put(map, place.key(), operation.value().copy());
        } else if (place.container() instanceof SeqNode list) {
            Integer index = Place.index(place.key());
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
        Node found = place == null ? root : Place.get(place.container(), place.key());
        if (found == null
                && place != null
                && place.container() instanceof SeqNode
                && JsonReader.isNumber(place.key())) {
            throw new KustomizeException(
                    "error in test for path: '"
                            + path
                            + "': Unable to access invalid index: "
                            + place.key()
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

    private void move(JsonTree tree, Operation operation) {
        MapNode root = tree.root();
        String source = operation.from();
        Place from = find(root, source);
        if (from == null) {
            throw missing("move", "from path: ", source);
        }
        Node value = Place.get(from.container(), from.key());
        remove(root, source, "move");
        add(tree, operation.path(), value == null ? JsonValues.nothing() : value, "move");
    }

    private void copy(JsonTree tree, Operation operation) {
        String source = operation.from();
        Place from = find(tree.root(), source);
        if (from == null) {
            throw missing("copy", "from path: ", source);
        }
        Node value = Place.get(from.container(), from.key());
        if (value == null && from.container() instanceof SeqNode list) {
            Place.position(from.key(), list.items().size(), "copy", source);
        }
        if (value != null) {
            budget.copy(value);
        }
        add(tree, operation.path(), value == null ? JsonValues.nothing() : value.copy(), "copy");
    }
}
