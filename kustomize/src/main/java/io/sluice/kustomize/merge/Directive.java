package io.sluice.kustomize.merge;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `$patch` in a patch asks for. Reading a directive removes it.
enum Directive {
    MERGE,
    REPLACE,
    DELETE;

    private static final String KEY = "$patch";

    static Directive take(@Nullable Node patch) {
        return switch (patch) {
            case null -> MERGE;
            case MapNode map -> take(map);
            case SeqNode list -> take(list);
            case ScalarNode scalar -> MERGE;
        };
    }

    /// Whether a map asks for something that exists, or for nothing.
    static boolean known(@Nullable Node patch) {
        Node value = patch instanceof MapNode map ? map.get(KEY) : null;
        return value == null
                || List.of("merge", "replace", "delete")
                        .contains(String.valueOf(value.scalarText()));
    }

    private static Directive take(MapNode map) {
        Node value = map.get(KEY);
        if (value == null) {
            return MERGE;
        }
        Directive directive = of(value);
        map.remove(KEY);
        return directive;
    }

    /// In a list the directive is an element that holds nothing else. What is empty goes with it.
    private static Directive take(SeqNode list) {
        for (Node item : list.items()) {
            if (!(item instanceof MapNode map)) {
                return MERGE;
            }
            Node value = map.get(KEY);
            if (value == null) {
                continue;
            }
            if (map.entries().size() > 1) {
                return MERGE;
            }
            Directive directive = of(value);
            list.items()
                    .removeIf(
                            other ->
                                    Elements.nothing(other)
                                            || (other instanceof MapNode m
                                                    && String.valueOf(value.scalarText())
                                                            .equals(m.text(KEY))));
            return directive;
        }
        return MERGE;
    }

    private static Directive of(Node value) {
        String scalar = value.scalarText();
        String text = scalar == null ? "" : scalar;
        return switch (text) {
            case "merge" -> MERGE;
            case "replace" -> REPLACE;
            case "delete" -> DELETE;
            default ->
                    throw new KustomizeException(
                            "unknown patch strategy '" + text + "'", null, value.line());
        };
    }
}
