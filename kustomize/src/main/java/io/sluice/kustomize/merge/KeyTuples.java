package io.sluice.kustomize.merge;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of the key fields of list elements; an empty value is a missing field.
final class KeyTuples {

    private KeyTuples() {}

    /// The different tuples of both lists, the patch's first. Tuples that agree in one value, and
    /// otherwise differ only where one has none, complete each other.
    static List<List<String>> of(@Nullable SeqNode patch, SeqNode dest, List<String> keys) {
        var different = new LinkedHashSet<List<String>>();
        for (SeqNode source : new @Nullable SeqNode[] {patch, dest}) {
            if (source == null) {
                continue;
            }
            for (Node item : source.items()) {
                List<String> tuple = keys.stream().map(key -> value(item, key)).toList();
                different.add(tuple);
            }
        }
        return keys.size() > 1 ? completed(different) : new ArrayList<>(different);
    }

    /// Each tuple is compared as it was when its turn came, so the last that fits completes it.
    private static List<List<String>> completed(Collection<List<String>> different) {
        var tuples = new ArrayList<>(different);
        for (int i = 0; i < tuples.size(); i++) {
            List<String> own = tuples.get(i);
            for (int j = 0; j < tuples.size(); j++) {
                if (complete(own, tuples.get(j))) {
                    List<String> full = fuller(own, tuples.get(j));
                    tuples.set(i, full);
                    tuples.set(j, full);
                }
            }
        }
        return tuples;
    }

    private static boolean complete(List<String> a, List<String> b) {
        boolean common = false;
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).equals(b.get(i))) {
                common = true;
            } else if (!a.get(i).isEmpty() && !b.get(i).isEmpty()) {
                return false;
            }
        }
        return common;
    }

    private static List<String> fuller(List<String> a, List<String> b) {
        var values = new ArrayList<String>();
        for (int i = 0; i < a.size(); i++) {
            values.add(a.get(i).isEmpty() ? b.get(i) : a.get(i));
        }
        return values;
    }

    private static String value(Node item, String key) {
        Node value = item instanceof MapNode map ? map.get(key) : null;
        String text = value == null || value.isNull() ? null : value.scalarText();
        return text == null ? "" : text;
    }

    /// Indices of the keys that have a value anywhere; all of them if none has.
    static List<Integer> used(List<List<String>> tuples, int count) {
        var used = new ArrayList<Integer>();
        var all = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            int key = i;
            all.add(i);
            if (tuples.stream().anyMatch(t -> !t.get(key).isEmpty())) {
                used.add(i);
            }
        }
        return used.isEmpty() ? all : used;
    }
}
