package io.sluice.kustomize.merge;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds and replaces elements of a list by the values of their key fields.
final class Elements {

    private Elements() {}

    /// The first element whose keys have exactly these values; where a value is empty the field
    /// must be empty or missing, but not all of them missing. A null that is spelled is missing,
    /// one that is not is empty.
    static @Nullable Node find(SeqNode list, List<String> keys, List<String> values) {
        boolean anonymous = values.stream().allMatch(String::isEmpty);
        for (Node item : list.items()) {
            if (item instanceof MapNode map && hasExactly(map, keys, values, anonymous)) {
                return item;
            }
        }
        return null;
    }

    private static boolean hasExactly(
            MapNode map, List<String> keys, List<String> values, boolean anonymous) {
        for (int i = 0; i < keys.size(); i++) {
            Node value = map.get(keys.get(i));
            boolean same =
                    (value == null || spelledNull(value))
                            ? values.get(i).isEmpty() && !anonymous
                            : values.get(i).equals(text(value));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean spelledNull(Node value) {
        return value.isNull() && !text(value).isEmpty();
    }

    /// Removes the elements that match, and those that are null or empty.
    static void remove(SeqNode list, List<String> keys, List<String> values) {
        list.items().removeIf(item -> nothing(item) || matches(item, keys, values));
    }

    /// Replaces each element that matches, or appends. Without values all make room for one.
    static void set(SeqNode list, List<String> keys, List<String> values, @Nullable Node element) {
        if (element == null) {
            return;
        }
        var items = new ArrayList<Node>(list.items().size() + 1);
        boolean found = false;
        for (Node item : list.items()) {
            if (nothing(item)) {
                continue;
            }
            if (!matches(item, keys, values)) {
                items.add(item);
            } else if (!found || !values.isEmpty()) {
                items.add(element);
                found = true;
            }
        }
        if (!found) {
            items.add(element);
        }
        list.items().clear();
        list.items().addAll(items);
    }

    static boolean nothing(Node item) {
        return item.isNull() || (item instanceof MapNode map && map.entries().isEmpty());
    }

    /// A value that is empty matches any, one that is not given matches even nothing.
    private static boolean matches(Node item, List<String> keys, List<String> values) {
        if (!(item instanceof MapNode map)) {
            return false;
        }
        for (int i = 0; i < keys.size() && i < values.size(); i++) {
            Node value = map.get(keys.get(i));
            if (value == null) {
                return false;
            }
            if (!values.get(i).isEmpty() && !values.get(i).equals(text(value))) {
                return false;
            }
        }
        return true;
    }

    /// A map or a list has no text, which counts as an empty one.
    private static String text(Node value) {
        String text = value.scalarText();
        return text == null ? "" : text;
    }
}
