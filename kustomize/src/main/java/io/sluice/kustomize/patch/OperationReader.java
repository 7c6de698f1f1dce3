package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the operations of a JSON patch.
final class OperationReader {

    /// An operation without a name.
    private static final String UNKNOWN = "unknown";

    private OperationReader() {}

    static List<Operation> read(String text, Budget budget) {
        Node root = text.startsWith("[") ? JsonReader.parseUnbounded(text) : yaml(text, budget);
        if (root == null || root.isNull()) {
            return List.of();
        }
        if (!(root instanceof SeqNode list)) {
            throw new KustomizeException(
                    "json: cannot unmarshal "
                            + StrictDecoder.jsonType(root)
                            + " into Go value of type jsonpatch.Patch");
        }
        var operations = new ArrayList<Operation>();
        for (Node item : list.items()) {
            if (item.isNull()) {
                operations.add(new Operation(UNKNOWN, null, null, JsonValues.nothing()));
                continue;
            }
            if (!(item instanceof MapNode map)) {
                throw new KustomizeException(
                        "json: cannot unmarshal "
                                + StrictDecoder.jsonType(item)
                                + " into Go value of type jsonpatch.Operation",
                        null,
                        item.line());
            }
            JsonValues.settle(map);
            Node value = map.get("value");
            operations.add(
                    new Operation(
                            Objects.requireNonNullElse(string(map, "op"), UNKNOWN),
                            string(map, "path"),
                            string(map, "from"),
                            value == null ? JsonValues.nothing() : JsonValues.quoted(value)));
        }
        return operations;
    }

    private static @Nullable String string(MapNode map, String field) {
        return map.get(field) instanceof ScalarNode scalar && scalar.isString()
                ? scalar.text()
                : null;
    }

    private static @Nullable Node yaml(String text, Budget budget) {
        try {
            Node root = Yaml.config(text, budget);
            return root == null ? null : JsonValues.ofFinished(root);
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), null, e.line());
        }
    }
}
