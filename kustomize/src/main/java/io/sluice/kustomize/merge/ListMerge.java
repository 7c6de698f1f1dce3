package io.sluice.kustomize.merge;

import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.schema.TypeSchema;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges lists whose elements are told apart by the values of some fields. What the patch brings
/// comes first.
final class ListMerge {

    private final StrategicMerge merge;
    private final Settled settled;

    private final Budget budget;

    ListMerge(StrategicMerge merge, Settled settled, Budget budget) {
        this.budget = budget;
        this.merge = merge;
        this.settled = settled;
    }

    @Nullable Node merge(@Nullable Node dest, @Nullable Node patch, TypeSchema schema) {
        Node start = start(dest, patch);
        if (!(start instanceof SeqNode list)) {
            return start;
        }
        SeqNode from = patch instanceof SeqNode s ? s : null;
        List<String> keys = schema.keys();
        if (keys.isEmpty()) {
            return scalars(list, from);
        }
        return elements(list, from, keys, schema.elements());
    }

    private static @Nullable Node start(@Nullable Node dest, @Nullable Node patch) {
        Flow.styled(dest, patch, dest);
        if (dest == null || dest.isNull()) {
            return patch;
        }
        if (patch != null && patch.isNull()) {
            return null;
        }
        return switch (Directive.take(patch)) {
            case DELETE -> null;
            // Its elements are merged with themselves, so it must not be taken apart meanwhile.
            case REPLACE -> patch instanceof SeqNode list ? apart(list) : patch;
            case MERGE -> dest;
        };
    }

    private static SeqNode apart(SeqNode list) {
        var apart = new SeqNode();
        apart.at(list.line());
        apart.flow(list.flow());
        list.items().forEach(apart::add);
        return apart;
    }

    private SeqNode scalars(SeqNode dest, @Nullable SeqNode patch) {
        var seen = new HashSet<String>();
        var merged = new ArrayList<Node>();
        for (SeqNode source : new @Nullable SeqNode[] {patch, dest}) {
            if (source != null) {
                for (Node item : source.items()) {
                    if (!(item instanceof ScalarNode scalar)) {
                        throw FieldWalk.wrongKind("ScalarNode", item);
                    }
                    if (!scalar.isNull() && seen.add(scalar.text())) {
                        merged.add(untagged(scalar));
                    }
                }
            }
        }
        become(dest, dest.items(), merged);
        return dest;
    }

    /// A tag that was written out is lost, so the type follows from the text and its quotes.
    private static ScalarNode untagged(ScalarNode scalar) {
        return scalar.explicitTag()
                ? (ScalarNode)
                        new ScalarNode(scalar.text(), Tag.NONE, scalar.style()).at(scalar.line())
                : scalar;
    }

    private Node elements(
            SeqNode dest,
            @Nullable SeqNode patch,
            List<String> allKeys,
            @Nullable TypeSchema schema) {
        long size = dest.items().size() + (patch == null ? 0L : patch.items().size());
        KeyedElements keyed = KeyedElements.of(patch, dest, allKeys);
        if (keyed != null) {
            budget.look(size, 1);
            return keyed(dest, keyed, schema);
        }
        List<Node> before = List.copyOf(dest.items());
        budget.elements(size, size);
        List<List<String>> tuples = KeyTuples.of(patch, dest, allKeys);
        List<Integer> used = KeyTuples.used(tuples, allKeys.size());
        List<String> keys = used.stream().map(allKeys::get).toList();
        boolean fewer = keys.size() < allKeys.size();
        var added = new SeqNode();
        for (List<String> tuple : tuples) {
            List<String> values = used.stream().map(tuple::get).toList();
            boolean anonymous = values.stream().allMatch(String::isEmpty);
            if (anonymous && fewer) {
                continue;
            }
            Node own = Elements.find(dest, keys, values);
            Node change = patch == null ? null : Elements.find(patch, keys, values);
            Node value = merge.walk(own, change, schema);
            boolean gone =
                    value == null
                            || value.isNull()
                            || (value instanceof MapNode m && m.entries().isEmpty());
            if (gone) {
                Elements.remove(dest, keys, values);
                continue;
            }
            complete(value, keys, values);
            Elements.set(added, keys, values, value);
        }
        if (tuples.isEmpty()) {
            return dest;
        }
        append(added, dest, keys);
        become(dest, before, added.items());
        return dest;
    }

    /// Merges lists in which every element has all its keys, so that none but equal ones match.
    private Node keyed(SeqNode dest, KeyedElements elements, @Nullable TypeSchema schema) {
        List<Node> before = List.copyOf(dest.items());
        var merged = new LinkedHashMap<List<String>, Node>();
        for (List<String> values : elements.tuples()) {
            Node value = merge.walk(elements.own(values), elements.change(values), schema);
            if (value != null && !Elements.nothing(value)) {
                budget.grow(elements.own(values) == null ? Budget.nodes(value) : 0);
                merged.put(values, value);
            }
        }
        // What was there is kept in its own place, or, where several keys tell elements apart,
        // behind all.
        for (int i = 0; i < before.size(); i++) {
            List<String> values = elements.tuple(i);
            if (merged.containsKey(values)) {
                if (elements.keys() > 1) {
                    merged.remove(values);
                }
                merged.put(values, before.get(i));
            }
        }
        become(dest, before, List.copyOf(merged.values()));
        return dest;
    }

    private void become(SeqNode list, List<Node> before, List<Node> items) {
        boolean same = before.size() == items.size();
        for (int i = 0; same && i < items.size(); i++) {
            same = before.get(i) == items.get(i);
        }
        if (!same) {
            settled.changed();
        }
        list.items().clear();
        list.items().addAll(items);
    }

    private void complete(@Nullable Node value, List<String> keys, List<String> values) {
        if (value instanceof MapNode map) {
            for (int i = 0; i < keys.size(); i++) {
                if (map.get(keys.get(i)) == null && !values.get(i).isEmpty()) {
                    settled.changed();
                    map.append(keys.get(i), ScalarNode.bare(values.get(i)));
                }
            }
        }
    }

    /// Puts the elements of `dest` behind those of `added`, or in the place they have there.
    private static void append(SeqNode added, SeqNode dest, List<String> keys) {
        for (Node item : List.copyOf(dest.items())) {
            if (item.isNull()) {
                // Without a key it matches all that came before, and takes their place with
                // nothing.
                added.items().clear();
                continue;
            }
            if (!(item instanceof MapNode)) {
                throw FieldWalk.wrongKind("MappingNode", item);
            }
            var values = new ArrayList<String>();
            for (String key : keys) {
                Node value = item instanceof MapNode map ? map.get(key) : null;
                if (value == null) {
                    added.add(item);
                } else {
                    String text = value.scalarText();
                    values.add(text == null ? "" : text);
                }
            }
            if (keys.size() > 1) {
                Elements.remove(added, keys, values);
            }
            Elements.set(added, keys, values, item);
        }
    }
}
