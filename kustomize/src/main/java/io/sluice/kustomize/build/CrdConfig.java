package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.Referrers;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Derives field specs from the OpenAPI definitions listed under `crds`.
final class CrdConfig {

    private final MapNode types;
    private final List<FieldSpec> annotations = new ArrayList<>();
    private final List<FieldSpec> labels = new ArrayList<>();
    private final List<FieldSpec> prefixes = new ArrayList<>();
    private final List<Referrers> references = new ArrayList<>();

    private CrdConfig(MapNode types) {
        this.types = types;
    }

    /// The field specs that the definitions in a file imply.
    static TransformerConfig of(MapNode file) {
        for (MapNode.Entry entry : file.entries()) {
            if (!(entry.value() instanceof MapNode)) {
                throw new KustomizeException(
                        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string"
                                + " into Go value of type accumulator.OpenAPIDefinition",
                        null,
                        entry.value().line());
            }
        }
        var config = new CrdConfig(file);
        for (MapNode.Entry entry : file.entries()) {
            MapNode properties = config.properties(entry.name());
            boolean object =
                    properties != null
                            && properties.get("apiVersion") != null
                            && properties.get("kind") != null
                            && properties.get("metadata") != null;
            if (object) {
                String name = entry.name();
                Gvk gvk = new Gvk("", "", name.substring(name.lastIndexOf('.') + 1));
                config.follow(name, gvk, "", new HashSet<>());
            }
        }
        return new TransformerConfig(
                config.prefixes,
                List.of(),
                List.of(),
                config.labels,
                List.of(),
                List.of(),
                config.annotations,
                config.references,
                List.of(),
                List.of(),
                List.of());
    }

    private @Nullable MapNode properties(String type) {
        MapNode definition = types.map(type);
        MapNode schema = definition == null ? null : definition.map("Schema");
        if (schema == null && definition != null) {
            schema = definition.map("schema");
        }
        return schema == null ? null : schema.map("properties");
    }

    private void follow(String type, Gvk gvk, String path, Set<String> visited) {
        MapNode properties = properties(type);
        if (properties == null || !visited.add(type)) {
            return;
        }
        for (MapNode.Entry entry : properties.entries()) {
            if (entry.value() instanceof MapNode property) {
                String below = path.isEmpty() ? entry.name() : path + "/" + entry.name();
                property(property, gvk, below);
                String ref = property.text("$ref");
                if (!ref.isEmpty()) {
                    follow(ref, gvk, below, visited);
                }
            }
        }
        visited.remove(type);
    }

    private void property(MapNode property, Gvk gvk, String path) {
        if (property.get("x-kubernetes-annotation") != null) {
            annotations.add(new FieldSpec(gvk, path, false));
        }
        if (property.get("x-kubernetes-label-selector") != null) {
            labels.add(new FieldSpec(gvk, path, false));
        }
        if (property.get("x-kubernetes-identity") != null) {
            prefixes.add(new FieldSpec(gvk, path, false));
        }
        Node version = property.get("x-kubernetes-object-ref-api-version");
        Node kind = property.get("x-kubernetes-object-ref-kind");
        if (version != null && kind != null) {
            String key = property.text("x-kubernetes-object-ref-name-key");
            Gvk target =
                    Gvk.of(String.valueOf(version.scalarText()), String.valueOf(kind.scalarText()));
            var spec = new FieldSpec(gvk, path + "/" + (key.isEmpty() ? "name" : key), false);
            references.add(new Referrers(target, List.of(spec)));
        }
    }
}
