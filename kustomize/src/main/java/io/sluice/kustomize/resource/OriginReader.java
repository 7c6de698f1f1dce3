package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.model.Shapes;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads origins back from the annotations that tell them, which anything in a build may change.
final class OriginReader {

    private static final int NODES = 100_000;
    private static final int DEPTH = 100;

    private OriginReader() {}

    static Origin origin(String text) {
        Node root = yaml(text);
        return root == null ? origin(new MapNode()) : origin(root);
    }

    static List<Origin> transformations(String text) {
        var origins = new ArrayList<Origin>();
        Node root = yaml(text);
        if (root == null || root.isNull()) {
            return origins;
        }
        if (!(root instanceof SeqNode list)) {
            throw new KustomizeException(
                    "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
                            + StrictDecoder.jsonType(root)
                            + " into Go value of type resource.Transformations");
        }
        list.items().forEach(item -> origins.add(origin(item)));
        return origins;
    }

    private static @Nullable Node yaml(String text) {
        try {
            return Yaml.config(text, new Budget(NODES, NODES, DEPTH));
        } catch (YamlException e) {
            throw new KustomizeException("error converting YAML to JSON: " + e.text());
        }
    }

    private static Origin origin(Node node) {
        MapNode fields;
        try {
            fields = StrictDecoder.decodeLoosely(node, Shapes.ORIGIN);
        } catch (KustomizeException e) {
            throw e.prefixed("error unmarshaling JSON: while decoding JSON: ");
        }
        MapNode by = fields.map("configuredBy");
        return new Origin(
                fields.text("repo"),
                fields.text("ref"),
                fields.text("path"),
                fields.text("configuredIn"),
                by == null
                        ? null
                        : new Origin.Configured(
                                by.text("apiVersion"),
                                by.text("kind"),
                                by.text("name"),
                                by.text("namespace")));
    }
}
