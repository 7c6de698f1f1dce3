package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.Referrers;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.schema.SchemaShape;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Derives field specs from the OpenAPI definitions listed under `crds`.
final class CrdConfig {

    /// Definitions may refer to each other in so many ways that no time would be enough to go them all.
    private static final int MOST = 300_000;

    private final MapNode types;
    private int followed;
    private final List<FieldSpec> annotations = new ArrayList<>();
    private final List<FieldSpec> labels = new ArrayList<>();
    private final List<FieldSpec> prefixes = new ArrayList<>();
    private final List<Referrers> references = new ArrayList<>();

    private CrdConfig(MapNode types) {
        this.types = types;
    }

    /// The field specs that the definitions in a file imply.
    ///
    /// @param yaml whether the file is YAML, which shows in what an error says
    static TransformerConfig of(Node root, boolean yaml) {
        String words = yaml ? "error unmarshaling JSON: while decoding JSON: " : "";
        if (root.isNull()) {
            return TransformerConfig.EMPTY;
        }
        if (!(root instanceof MapNode file)) {
            throw wrong(words, root, "Go value of type accumulator.nameToApiMap");
        }
        for (MapNode.Entry entry : file.entries()) {
            if (entry.value() instanceof MapNode definition) {
                check(words, definition);
            } else if (!entry.value().isNull()) {
                throw wrong(words, entry.value(), "Go value of type accumulator.OpenAPIDefinition");
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

    private static void check(String words, MapNode definition) {
        Node schema = field(definition, "schema");
        Node dependencies = field(definition, "dependencies");
        String place = "Go struct field OpenAPIDefinition.Dependencies of type ";
        if (dependencies instanceof SeqNode list) {
            for (Node item : list.items()) {
                if (!item.isNull() && !readable(item, words)) {
                    throw wrong(words, item, place + "string");
                }
            }
        } else if (dependencies != null && !dependencies.isNull()) {
            throw wrong(words, dependencies, place + "[]string");
        }
        if (schema != null) {
            try {
                SchemaShape.schema(schema);
            } catch (KustomizeException e) {
                throw e.prefixed(words);
            }
        }
    }

    /// Whether a value can be a text: YAML makes texts of numbers and truth values.
    private static boolean readable(Node value, String words) {
        return value instanceof ScalarNode scalar && (scalar.isString() || !words.isEmpty());
    }

    /// A field of a definition, whose name may be spelled in capitals; the last one counts.
    private static @Nullable Node field(MapNode definition, String name) {
        Node found = null;
        for (MapNode.Entry entry : definition.entries()) {
            if (entry.name().equalsIgnoreCase(name)) {
                found = entry.value();
            }
        }
        return found;
    }

    private static KustomizeException wrong(String words, Node found, String expected) {
        String type = StrictDecoder.jsonType(found);
        return new KustomizeException(
                words + "json: cannot unmarshal " + type + " into " + expected, null, found.line());
    }

    private @Nullable MapNode properties(String type) {
        MapNode definition = types.map(type);
        Node schema = definition == null ? null : field(definition, "schema");
        return schema instanceof MapNode map ? map.map("properties") : null;
    }

    private void follow(String type, Gvk gvk, String path, Set<String> visited) {
        MapNode properties = properties(type);
        if (properties == null || !visited.add(type)) {
            return;
        }
        for (MapNode.Entry entry : properties.entries()) {
            if (entry.value() instanceof MapNode property) {
                if (++followed > MOST) {
                    throw new KustomizeException(
                            "the definitions refer to each other in too many ways: more than "
                                    + MOST
                                    + " fields");
                }
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
        if (said(property, "x-kubernetes-annotation") != null) {
            annotations.add(new FieldSpec(gvk, path, false));
        }
        if (said(property, "x-kubernetes-label-selector") != null) {
            labels.add(new FieldSpec(gvk, path, false));
        }
        if (said(property, "x-kubernetes-identity") != null) {
            prefixes.add(new FieldSpec(gvk, path, false));
        }
        String version = said(property, "x-kubernetes-object-ref-api-version");
        String kind = said(property, "x-kubernetes-object-ref-kind");
        if (version != null && kind != null) {
            String key = said(property, "x-kubernetes-object-ref-name-key");
            var spec = new FieldSpec(gvk, path + "/" + (key == null ? "name" : key), false);
            references.add(new Referrers(Gvk.of(version, kind), List.of(spec)));
        }
    }

    /// The text of an extension, or null if it is not given or no text.
    private static @Nullable String said(MapNode property, String extension) {
        return property.get(extension) instanceof ScalarNode scalar && scalar.isString()
                ? scalar.text()
                : null;
    }
}
