package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Sketch;
import org.jspecify.annotations.Nullable;

/// Refuses what is written twice but may be there once.
final class OneField {

    private OneField() {}

    /// Refuses annotations that are there twice.
    static void requireAnnotations(MapNode root, MapNode metadata) {
        MapNode.Entry second = second(metadata, "annotations");
        if (second != null) {
            throw new KustomizeException(
                    "map[string]interface {}(nil): yaml: unmarshal errors:\n  line %d: mapping key \"annotations\" already defined at line %d"
                            .formatted(written(root, 1), written(root, 0)),
                    null,
                    second.value().line());
        }
    }

    /// The line of annotations in the object as the reference writes it.
    private static int written(MapNode root, int skip) {
        String[] lines = Sketch.of(root).split("\n", -1);
        int left = skip;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("  annotations:") && left-- == 0) {
                return i + 1;
            }
        }
        return 1;
    }

    /// A field of that name behind the first one, or null.
    static MapNode.@Nullable Entry second(MapNode metadata, String field) {
        MapNode.Entry first = metadata.entry(field);
        for (MapNode.Entry entry : metadata.entries()) {
            if (entry != first && entry.is(field)) {
                return entry;
            }
        }
        return null;
    }
}
