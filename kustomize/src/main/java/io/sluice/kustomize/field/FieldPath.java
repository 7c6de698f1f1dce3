package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dotted paths of replacements and variables.
public final class FieldPath {

    private static final int LONGEST_INDEX = 10;

    private FieldPath() {}

    /// The parts of a path: `.` separates, `\.` does not, nor does anything in brackets. Brackets
    /// around a key with dots are not part of it.
    public static List<String> split(String path) {
        var parts = new ArrayList<String>();
        StringBuilder bracket = null;
        for (String piece : pieces(path, '.')) {
            if (bracket != null) {
                bracket.append('.').append(piece);
            } else if (piece.startsWith("[") && !piece.endsWith("]")) {
                bracket = new StringBuilder(piece);
            } else {
                parts.add(piece);
                continue;
            }
            if (piece.endsWith("]")) {
                parts.add(unbracketed(bracket.toString()));
                bracket = null;
            }
        }
        if (bracket != null) {
            parts.add(unbracketed(bracket.toString()));
        }
        return parts;
    }

    /// What stands between separators; one with a `\` before it is a part of the text.
    static List<String> pieces(String path, char separator) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length() && path.charAt(i + 1) == separator) {
                piece.append(separator);
                i++;
            } else if (c == separator) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static String unbracketed(String text) {
        if (text.indexOf('=') >= 0) {
            return text;
        }
        return text.substring(1, text.endsWith("]") ? text.length() - 1 : text.length());
    }

    /// Whether a part selects elements of a list by a field's value.
    ///
    /// @throws KustomizeException if it stands in brackets and has no value
    public static boolean isElement(String part) {
        if (!part.startsWith("[") || !part.endsWith("]")) {
            return false;
        }
        if (part.indexOf('=') < 0) {
            throw new KustomizeException(
                    "list path element must contain fieldName=fieldValue for element to match");
        }
        return true;
    }

    /// The field of an element part; empty for elements that are scalars.
    public static String elementField(String part) {
        return part.substring(1, part.indexOf('='));
    }

    /// The value of an element part.
    public static String elementValue(String part) {
        return part.substring(part.indexOf('=') + 1, part.length() - 1);
    }

    /// The index a part stands for, which may have a sign, or null.
    static @Nullable Integer number(String part) {
        if (part.isEmpty() || startsWord(part.charAt(0))) {
            return null;
        }
        try {
            return part.length() > LONGEST_INDEX ? null : Integer.valueOf(part);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// Nearly all parts are names, and to learn that from an exception takes long.
    private static boolean startsWord(char first) {
        return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '*';
    }

    /// The index a part stands for, or -1.
    public static int index(String part) {
        Integer number = number(part);
        return number == null ? -1 : Math.max(number, -1);
    }

    /// The scalar at a path. What is missing on the way is made, but for elements of lists that are
    /// named by their place and for what would be in a null: then there is none.
    public static @Nullable Node make(Node root, List<String> path) {
        List<String> parts = path.stream().filter(part -> !part.isEmpty()).toList();
        Node node = root;
        for (int i = 0; i < parts.size(); i++) {
            Node next = step(node, parts.get(i));
            if (next == null) {
                next = made(node, parts, i);
            }
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    private static @Nullable Node made(Node node, List<String> parts, int at) {
        String part = parts.get(at);
        String next = at + 1 < parts.size() ? parts.get(at + 1) : null;
        if (node instanceof MapNode map) {
            boolean list = next != null && (isElement(next) || number(next) != null);
            Node field = next == null ? ScalarNode.bare("") : list ? new SeqNode() : new MapNode();
            map.append(part, field);
            return field;
        }
        if (node instanceof SeqNode list && isElement(part)) {
            ScalarNode value = ScalarNode.bare(elementValue(part));
            Node item =
                    elementField(part).isEmpty()
                            ? value
                            : new MapNode().put(elementField(part), value);
            list.add(item);
            return item;
        }
        return null;
    }

    /// The node at a path, or null if something on the way is missing.
    public static @Nullable Node lookup(Node root, List<String> path) {
        Node node = root;
        for (String part : path) {
            if (part.isEmpty()) {
                continue;
            }
            Node next = step(node, part);
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    private static @Nullable Node step(Node node, String part) {
        if (isElement(part)) {
            return element(node, part);
        }
        if (part.equals("*")) {
            throw new KustomizeException("wildcard is not supported in PathGetter");
        }
        boolean last = part.equals("-");
        Integer number = number(part);
        if (last || number != null) {
            return indexed(node, last, number == null ? 0 : number);
        }
        if (node instanceof MapNode map) {
            return map.get(part);
        }
        if (node.isNull()) {
            return null;
        }
        throw FieldWalk.wrongKind("MappingNode", node);
    }

    private static @Nullable Node indexed(Node node, boolean last, int index) {
        if (index < 0) {
            throw new KustomizeException("array index " + index + " cannot be negative");
        }
        if (node.isNull()) {
            return null;
        }
        if (!(node instanceof SeqNode list)) {
            throw FieldWalk.wrongKind("SequenceNode", node);
        }
        int size = list.items().size();
        int at = last ? size - 1 : index;
        return at >= 0 && at < size ? list.items().get(at) : null;
    }

    private static @Nullable Node element(Node node, String part) {
        if (!(node instanceof SeqNode list)) {
            if (node.isNull()) {
                return null;
            }
            throw FieldWalk.wrongKind("SequenceNode", node);
        }
        String field = elementField(part);
        String wanted = elementValue(part);
        for (Node item : list.items()) {
            Node value =
                    field.isEmpty() ? item : item instanceof MapNode map ? map.get(field) : null;
            if (value != null && wanted.equals(value.scalarText())) {
                return item;
            }
        }
        return null;
    }
}
