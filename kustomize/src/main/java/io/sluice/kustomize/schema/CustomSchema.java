package io.sluice.kustomize.schema;

import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Types from an OpenAPI document.
final class CustomSchema {

    private final Map<Gvk, TypeSchema> types = new HashMap<>();
    private final Map<Gvk, Boolean> namespaced = new HashMap<>();
    private final Map<String, TypeSchema> definitions = new HashMap<>();

    private final Set<String> names = new HashSet<>();

    private CustomSchema() {}

    static CustomSchema of(MapNode document) {
        var schema = new CustomSchema();
        MapNode definitions = document.map("definitions");
        if (definitions != null) {
            definitions.entries().forEach(entry -> schema.names.add(entry.name()));
            for (MapNode.Entry entry : definitions.entries()) {
                schema.define(entry.name(), entry.value());
            }
        }
        MapNode paths = document.map("paths");
        if (paths != null) {
            for (MapNode.Entry entry : paths.entries()) {
                schema.path(entry.name(), entry.value());
            }
        }
        return schema;
    }

    /// The schema written in a comment, or null if it says nothing about merging.
    static TypeSchema ofComment(MapNode schema) {
        return new CustomSchema().read(schema);
    }

    Map<Gvk, TypeSchema> types() {
        return types;
    }

    Map<Gvk, Boolean> namespaced() {
        return namespaced;
    }

    private void define(String name, Node value) {
        TypeSchema schema = definition(name);
        if (!(value instanceof MapNode map)) {
            return;
        }
        schema.pointsTo(read(map));
        if (map.get("x-kubernetes-group-version-kind") instanceof SeqNode list) {
            for (Node item : list.items()) {
                if (item instanceof MapNode gvk) {
                    types.put(Gvk.of(gvk), schema);
                }
            }
        }
    }

    private TypeSchema definition(String name) {
        return definitions.computeIfAbsent(name, n -> new TypeSchema());
    }

    private TypeSchema read(MapNode map) {
        var schema = new TypeSchema();
        String ref = map.text("$ref");
        String name = ref.substring(ref.lastIndexOf('/') + 1);
        if (ref.startsWith("#/definitions/") && names.contains(name)) {
            schema.pointsTo(definition(name));
        }
        if (map.get("properties") instanceof MapNode properties) {
            for (MapNode.Entry entry : properties.entries()) {
                if (entry.value() instanceof MapNode property) {
                    schema.field(entry.name(), read(property));
                }
            }
        }
        if (map.get("items") instanceof MapNode items) {
            schema.elements(read(items));
        }
        if (map.get("additionalProperties") instanceof MapNode others) {
            schema.others(read(others));
        }
        String strategy = map.text("x-kubernetes-patch-strategy");
        if (!strategy.isEmpty()) {
            schema.merges(strategy.contains("merge"), keys(map));
        }
        return schema;
    }

    private static List<String> keys(MapNode map) {
        if (map.get("x-kubernetes-list-map-keys") instanceof SeqNode list) {
            var keys = new ArrayList<String>();
            for (Node item : list.items()) {
                String key = item.scalarText();
                if (key != null) {
                    keys.add(key);
                }
            }
            return keys;
        }
        String key = map.text("x-kubernetes-patch-merge-key");
        return key.isEmpty() ? List.of() : List.of(key);
    }

    private void path(String path, Node value) {
        @Nullable MapNode get = value instanceof MapNode map ? map.map("get") : null;
        MapNode fields = get == null ? null : get.map("x-kubernetes-group-version-kind");
        if (fields == null) {
            return;
        }
        Gvk gvk = Gvk.of(fields);
        if (path.contains("namespaces/{namespace}")) {
            namespaced.put(gvk, true);
        } else {
            namespaced.putIfAbsent(gvk, false);
        }
    }
}
