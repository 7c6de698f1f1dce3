package io.sluice.kustomize.replacement;

import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dotted paths of replacements and variables.
public final class FieldPath {

    private FieldPath() {}

    /// The parts of a path: `.` separates, `\.` does not, nor does anything in brackets.
    public static List<String> split(String path) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean bracket = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length() && path.charAt(i + 1) == '.') {
                part.append('.');
                i++;
            } else if (c == '.' && !bracket) {
                parts.add(finished(part));
                part.setLength(0);
            } else {
                if (c == '[' && part.isEmpty()) {
                    bracket = true;
                } else if (c == ']') {
                    bracket = false;
                }
                part.append(c);
            }
        }
        parts.add(finished(part));
        return parts;
    }

    private static String finished(StringBuilder part) {
        String text = part.toString();
        boolean key = text.startsWith("[") && text.endsWith("]") && text.indexOf('=') < 0;
        return key ? text.substring(1, text.length() - 1) : text;
    }

    /// Whether a part selects elements of a list by a field's value.
    static boolean isElement(String part) {
        return part.startsWith("[") && part.endsWith("]") && part.indexOf('=') > 0;
    }

    /// The field of an element part; empty for elements that are scalars.
    static String elementField(String part) {
        return part.substring(1, part.indexOf('='));
    }

    /// The value of an element part.
    static String elementValue(String part) {
        return part.substring(part.indexOf('=') + 1, part.length() - 1);
    }

    /// The index a part stands for, or -1.
    static int index(String part) {
        if (part.isEmpty() || part.length() > 9) {
            return -1;
        }
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) < '0' || part.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(part);
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
        int index = part.equals("-") ? Integer.MAX_VALUE : index(part);
        if (index >= 0 && node instanceof SeqNode list) {
            int size = list.items().size();
            if (size == 0) {
                return null;
            }
            return index == Integer.MAX_VALUE
                    ? list.items().getLast()
                    : index < size ? list.items().get(index) : null;
        }
        if (node instanceof MapNode map) {
            return map.get(part);
        }
        if (node.isNull()) {
            return null;
        }
        throw FieldWalk.wrongKind("MappingNode", node);
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
