package io.sluice.kustomize.merge;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The elements of a list and its patch, each found at once by the values of its keys. Possible only where all
/// elements have the same keys, and a value for each.
final class KeyedElements {

    private final int keys;
    private final Set<List<String>> tuples = new LinkedHashSet<>();
    private final Map<List<String>, Node> changes = new HashMap<>();
    private final Map<List<String>, Node> own = new HashMap<>();
    private final List<List<String>> places = new ArrayList<>();

    private KeyedElements(int keys) {
        this.keys = keys;
    }

    /// The elements, or null if there are none or some have not all keys.
    static @Nullable KeyedElements of(@Nullable SeqNode patch, SeqNode dest, List<String> allKeys) {
        Node first =
                patch != null && !patch.items().isEmpty()
                        ? patch.items().getFirst()
                        : dest.items().isEmpty() ? null : dest.items().getFirst();
        List<String> keys = first instanceof MapNode map ? present(map, allKeys) : List.of();
        if (keys.isEmpty()) {
            return null;
        }
        var elements = new KeyedElements(keys.size());
        boolean all =
                (patch == null || elements.addAll(patch, allKeys, keys, elements.changes, null))
                        && elements.addAll(dest, allKeys, keys, elements.own, elements.places);
        return all ? elements : null;
    }

    private static List<String> present(MapNode map, List<String> allKeys) {
        return allKeys.stream().filter(key -> map.get(key) != null).toList();
    }

    private boolean addAll(
            SeqNode list,
            List<String> allKeys,
            List<String> wanted,
            Map<List<String>, Node> into,
            @Nullable List<List<String>> places) {
        for (Node item : list.items()) {
            List<String> values = item instanceof MapNode map ? values(map, allKeys, wanted) : null;
            if (values == null) {
                return false;
            }
            tuples.add(values);
            into.putIfAbsent(values, item);
            if (places != null) {
                places.add(values);
            }
        }
        return true;
    }

    private static @Nullable List<String> values(
            MapNode map, List<String> allKeys, List<String> wanted) {
        var values = new ArrayList<String>(wanted.size());
        for (String key : allKeys) {
            Node value = map.get(key);
            if ((value != null) != wanted.contains(key)) {
                return null;
            }
            if (value != null) {
                String text = value.isNull() ? null : value.scalarText();
                if (text == null || text.isEmpty()) {
                    return null;
                }
                values.add(text);
            }
        }
        return values;
    }

    /// The number of keys.
    int keys() {
        return keys;
    }

    /// The different values, the patch's first.
    Set<List<String>> tuples() {
        return tuples;
    }

    /// The first element of the list with these values.
    @Nullable Node own(List<String> values) {
        return own.get(values);
    }

    /// The first element of the patch with these values.
    @Nullable Node change(List<String> values) {
        return changes.get(values);
    }

    /// The values of one element of the list.
    List<String> tuple(int place) {
        return places.get(place);
    }
}
