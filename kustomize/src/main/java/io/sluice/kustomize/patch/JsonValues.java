package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonTree;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Numbers;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nodes as JSON sees them: text is quoted, every number is a double.
public final class JsonValues {

    private JsonValues() {}

    /// A working tree as JSON.
    public static Node of(Node tree) {
        return ofFinished(new Finisher(Dialect.RESOURCE).finish(tree));
    }

    /// A part of a working tree as JSON.
    static Node ofPart(Node part) {
        return ofFinished(new Finisher(Dialect.RESOURCE).finishPart(part, false));
    }

    /// A finished tree as JSON.
    public static Node ofFinished(Node node) {
        return switch (node) {
            case MapNode map -> {
                var done = new MapNode();
                done.at(map.line());
                for (MapNode.Entry entry : map.entries()) {
                    ScalarNode key = JsonTree.key(entry.name());
                    done.entries().add(new MapNode.Entry(key, ofFinished(entry.value())));
                }
                yield done;
            }
            case SeqNode list -> {
                var done = new SeqNode();
                done.at(list.line());
                list.items().forEach(item -> done.add(ofFinished(item)));
                yield done;
            }
            case ScalarNode scalar -> scalar(scalar);
        };
    }

    /// A value of a patch, in which keys may not be in quotes yet, nor texts as they are written.
    static Node quoted(Node value) {
        switch (value) {
            case MapNode map -> {
                map.entries().forEach(entry -> quoted(entry.value()));
                JsonTree.quoteKeys(map);
            }
            case SeqNode list -> list.items().forEach(JsonValues::quoted);
            case ScalarNode scalar -> {
                if (scalar.tag() == Tag.STR) {
                    scalar.printed();
                }
            }
        }
        return value;
    }

    private static ScalarNode scalar(ScalarNode scalar) {
        return switch (scalar.tag()) {
            case INT, FLOAT -> ScalarNode.number(scalar.text(), Numbers::json);
            case BOOL -> new ScalarNode(scalar.text(), Tag.BOOL, Style.PLAIN);
            case NULL -> nothing();
            default -> ScalarNode.printedString(scalar.text());
        };
    }

    /// A null.
    static ScalarNode nothing() {
        return new ScalarNode("null", Tag.NULL, Style.PLAIN);
    }

    /// A number in the value that is beyond a double, or null if there is none.
    static @Nullable ScalarNode beyondDouble(Node node) {
        return switch (node) {
            case MapNode map -> {
                ScalarNode found = null;
                for (MapNode.Entry entry : map.entries()) {
                    found = found == null ? beyondDouble(entry.value()) : found;
                }
                yield found;
            }
            case SeqNode list -> {
                ScalarNode found = null;
                for (Node item : list.items()) {
                    found = found == null ? beyondDouble(item) : found;
                }
                yield found;
            }
            case ScalarNode scalar ->
                    scalar.tag() == Tag.FLOAT
                                    && Double.isInfinite(Double.parseDouble(scalar.text()))
                            ? scalar
                            : null;
        };
    }

    /// Refuses a number beyond a double. Those of a patch may go as they came: only what still stands
    /// in the end is read.
    static void requireDoubles(Node node) {
        ScalarNode beyond = beyondDouble(node);
        if (beyond != null) {
            throw tooLarge(beyond);
        }
    }

    /// Drops what a map holds under a name that comes again.
    static void settle(MapNode map) {
        var names = new HashSet<String>();
        List<MapNode.Entry> entries = map.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!names.add(entries.get(i).name())) {
                entries.remove(i);
            }
        }
    }

    /// Drops what all maps in a value hold under names that come again.
    static Node settled(Node node) {
        switch (node) {
            case MapNode map -> {
                settle(map);
                map.entries().forEach(entry -> settled(entry.value()));
            }
            case SeqNode list -> list.items().forEach(JsonValues::settled);
            case ScalarNode scalar -> {}
        }
        return node;
    }

    static KustomizeException tooLarge(ScalarNode number) {
        return new KustomizeException(
                "json: cannot unmarshal number "
                        + number.text()
                        + " into Go value of type float64");
    }

    /// Whether two JSON values are equal.
    public static boolean equal(Node a, Node b) {
        return switch (a) {
            case ScalarNode x ->
                    b instanceof ScalarNode y
                            && (x.tag() == Tag.STR) == (y.tag() == Tag.STR)
                            && x.text().equals(y.text());
            case SeqNode x -> {
                if (!(b instanceof SeqNode y) || x.items().size() != y.items().size()) {
                    yield false;
                }
                boolean same = true;
                for (int i = 0; i < x.items().size(); i++) {
                    same &= equal(x.items().get(i), y.items().get(i));
                }
                yield same;
            }
            case MapNode x -> {
                if (!(b instanceof MapNode y) || x.entries().size() != y.entries().size()) {
                    yield false;
                }
                boolean same = true;
                for (MapNode.Entry entry : x.entries()) {
                    Node other = y.get(entry.name());
                    same &= other != null && equal(entry.value(), other);
                }
                yield same;
            }
        };
    }
}
