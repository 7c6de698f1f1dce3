package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import java.util.List;
import java.util.Map;

/// Adds a generated resource to those that are there, or merges it with the one it continues.
public final class Absorb {

    private static final List<String> BUILD =
            List.of(
                    Annotations.PREVIOUS_KINDS,
                    Annotations.PREVIOUS_NAMES,
                    Annotations.PREFIXES,
                    Annotations.SUFFIXES,
                    Annotations.PREVIOUS_NAMESPACES,
                    Annotations.ALLOW_NAME_CHANGE,
                    Annotations.ALLOW_KIND_CHANGE,
                    "internal.config.kubernetes.io/refBy",
                    Annotations.BEHAVIOR,
                    Annotations.NEEDS_HASH);

    private Absorb() {}

    /// Absorbs one generated resource. What it costs to merge comes from `budget`.
    public static void into(ResMap map, Resource made, Budget budget) {
        List<Resource> found = map.everWere(made.currentId());
        String behavior = String.valueOf(made.annotation(Annotations.BEHAVIOR));
        boolean combine = behavior.equals("merge") || behavior.equals("replace");
        if (found.size() > 1) {
            throw error(made, "could be merged into several resources");
        }
        if (found.isEmpty()) {
            if (combine) {
                throw error(made, "does not exist; cannot merge or replace");
            }
            labelsAsRead(made);
            map.append(made);
            return;
        }
        if (!combine) {
            throw error(
                    made,
                    "exists; can not use behavior: '"
                            + (behavior.equals("null") ? "unspecified" : behavior)
                            + "', behavior must be merge or replace");
        }
        Resource old = found.getFirst();
        budget.transform(1, 0);
        String origin = (behavior.equals("merge") ? old : made).annotation(Annotations.ORIGIN);
        metadata(made, old);
        if (behavior.equals("merge")) {
            for (String field : List.of("data", "binaryData")) {
                MapNode before = old.root().map(field);
                budget.generate(before == null ? 0 : before.entries().size());
                data(made.root(), old.root(), field);
            }
        }
        if (origin != null) {
            made.annotation(Annotations.ORIGIN, origin);
        }
        made.referenceVars().addAll(old.referenceVars());
        map.replace(old, made);
    }

    /// The labels count as read from a text, so a validator that writes them anew touches them.
    private static void labelsAsRead(Resource made) {
        MapNode metadata = made.root().map("metadata");
        Node labels = metadata == null ? null : metadata.get("labels");
        if (labels != null) {
            labels.at(1);
        }
    }

    private static KustomizeException error(Resource made, String problem) {
        return new KustomizeException(
                "merging from generator: id " + made.currentId() + " " + problem, made.file(), 0);
    }

    private static void metadata(Resource made, Resource old) {
        Map<String, String> labels = old.labels();
        labels.putAll(made.labels());
        Annotations.write(made.root(), "labels", labels);
        Map<String, String> before = old.annotations();
        Map<String, String> merged = old.annotations();
        Map<String, String> own = made.annotations();
        merged.putAll(own);
        for (String key : BUILD) {
            String value = before.get(key);
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        }
        if (!own.containsKey(Annotations.NEEDS_HASH)) {
            merged.remove(Annotations.NEEDS_HASH);
        }
        made.annotations(merged);
        made.name(old.name());
        made.namespace(old.namespace());
    }

    private static void data(MapNode made, MapNode old, String field) {
        Map<String, String> merged = Annotations.texts(old.get(field));
        if (old.get(field) instanceof MapNode map) {
            // Unlike that of an annotation, the text of a null is empty.
            map.entries().stream()
                    .filter(entry -> entry.value().isNull())
                    .forEach(entry -> merged.put(entry.name(), ""));
        }
        merged.putAll(Annotations.texts(made.get(field)));
        if (merged.isEmpty()) {
            made.remove(field);
            return;
        }
        var map = new MapNode();
        merged.forEach((key, value) -> map.append(key, DataGenerator.string(value)));
        made.put(field, map);
    }
}
