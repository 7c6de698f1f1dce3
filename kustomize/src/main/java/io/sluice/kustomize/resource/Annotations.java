package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Annotations, and the names of those in which Kustomize keeps a resource's history.
public final class Annotations {

    private static final String INTERNAL = "internal.config.kubernetes.io/";

    /// Former names, separated by commas.
    public static final String PREVIOUS_NAMES = INTERNAL + "previousNames";

    /// Former namespaces.
    public static final String PREVIOUS_NAMESPACES = INTERNAL + "previousNamespaces";

    /// Former kinds.
    public static final String PREVIOUS_KINDS = INTERNAL + "previousKinds";

    /// Prefixes added to the name.
    public static final String PREFIXES = INTERNAL + "prefixes";

    /// Suffixes added to the name.
    public static final String SUFFIXES = INTERNAL + "suffixes";

    /// How a generated resource meets one that is there.
    public static final String BEHAVIOR = INTERNAL + "generatorBehavior";

    /// Whether the name gets a hash of the content.
    public static final String NEEDS_HASH = INTERNAL + "needsHashSuffix";

    /// Whether a patch may rename.
    public static final String ALLOW_NAME_CHANGE = INTERNAL + "allowNameChange";

    /// Whether a patch may change the kind.
    public static final String ALLOW_KIND_CHANGE = INTERNAL + "allowKindChange";

    /// Where a resource came from.
    public static final String ORIGIN = "config.kubernetes.io/origin";

    /// What changed a resource.
    public static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";

    private static final Set<String> REMOVED =
            new TreeSet<>(
                    List.of(
                            PREVIOUS_NAMES,
                            PREVIOUS_NAMESPACES,
                            PREVIOUS_KINDS,
                            PREFIXES,
                            SUFFIXES,
                            BEHAVIOR,
                            NEEDS_HASH,
                            ALLOW_NAME_CHANGE,
                            ALLOW_KIND_CHANGE,
                            INTERNAL + "refBy",
                            INTERNAL + "path",
                            INTERNAL + "index",
                            INTERNAL + "seqindent",
                            INTERNAL + "id",
                            "config.kubernetes.io/path",
                            "config.kubernetes.io/index",
                            "config.k8s.io/id"));

    private Annotations() {}

    /// The annotations (or labels) of an object as texts. A field that is there several times counts
    /// as one, in which the first of equal keys wins.
    public static Map<String, String> read(MapNode root, String field) {
        Map<String, String> all = null;
        for (Node map : every(root, field)) {
            Map<String, String> some = texts(map);
            if (all != null) {
                some.putAll(all);
            }
            all = some;
        }
        return all == null ? texts(null) : all;
    }

    /// One annotation, or null.
    static @Nullable String read(MapNode root, String field, String key) {
        MapNode metadata = root.map("metadata");
        if (metadata == null) {
            return null;
        }
        for (MapNode.Entry entry : metadata.entries()) {
            if (entry.is(field) && entry.value() instanceof MapNode map) {
                Node value = map.get(key);
                if (value != null) {
                    return value.scalarText();
                }
            }
        }
        return null;
    }

    private static List<Node> every(MapNode root, String field) {
        MapNode metadata = root.map("metadata");
        if (metadata == null) {
            return List.of();
        }
        var every = new ArrayList<Node>(1);
        for (MapNode.Entry entry : metadata.entries()) {
            if (entry.is(field)) {
                every.add(entry.value());
            }
        }
        return every;
    }

    /// The entries of a map as texts; null, maps and lists count as empty.
    public static Map<String, String> texts(@Nullable Node map) {
        var texts = new TreeMap<String, String>(JsonWriter::compare);
        if (map instanceof MapNode m) {
            for (MapNode.Entry entry : m.entries()) {
                String text = entry.value().scalarText();
                texts.put(entry.name(), text == null ? "" : text);
            }
        }
        return texts;
    }

    /// Replaces the annotations (or labels) of an object; none at all removes the field,
    /// but leaves `metadata`.
    public static void write(MapNode root, String field, Map<String, String> values) {
        MapNode metadata = root.map("metadata");
        if (values.isEmpty()) {
            if (metadata != null) {
                metadata.entries().removeIf(entry -> entry.is(field));
            } else if (root.get("metadata") == null) {
                // Only a list can be without.
                root.put("metadata", new MapNode());
            }
            return;
        }
        if (metadata == null) {
            metadata = new MapNode();
            root.put("metadata", metadata);
        }
        var map = new MapNode();
        values.forEach((k, v) -> map.append(k, ScalarNode.string(v)));
        metadata.put(field, map);
        MapNode.Entry written = metadata.entry(field);
        metadata.entries().removeIf(entry -> entry != written && entry.is(field));
    }

    /// Refuses annotations in a list, and such whose name is none.
    public static void requireMap(MapNode root) {
        List<Node> every = every(root, "annotations");
        for (Node annotations : every) {
            boolean text = annotations instanceof ScalarNode && !annotations.isNull();
            if (annotations instanceof SeqNode || (text && annotations != every.getFirst())) {
                throw new KustomizeException(
                        "metadata.annotations must be a map, not a " + (text ? "text" : "list"),
                        null,
                        annotations.line());
            }
            if (annotations instanceof MapNode map) {
                map.entries().forEach(Annotations::requireName);
            }
        }
    }

    private static void requireName(MapNode.Entry entry) {
        if (!(entry.key() instanceof ScalarNode)) {
            throw new KustomizeException(
                    "the name of an annotation must be a text, not a map or a list",
                    null,
                    entry.key().line());
        }
    }

    /// Removes what the engine noted, and the notes of origin unless they are wanted.
    public static void clean(MapNode root, boolean keepOrigin, boolean keepTransformations) {
        requireMap(root);
        List<Node> every = every(root, "annotations");
        Map<String, String> all = read(root, "annotations");
        all.keySet().removeAll(REMOVED);
        if (!keepOrigin) {
            all.remove(ORIGIN);
        }
        if (!keepTransformations) {
            all.remove(TRANSFORMATIONS);
        }
        write(root, "annotations", all);
        if (every.size() > 2) {
            repeated(root, every, all.isEmpty());
        }
    }

    /// The reference writes the annotations of an object that it does not change three times, twice
    /// if the first are empty, and takes the first away each time; the one that is left it fills if
    /// it is a map.
    private static void repeated(MapNode root, List<Node> every, boolean none) {
        boolean empty = !(every.getFirst() instanceof MapNode map && !map.entries().isEmpty());
        List<Node> left = every.subList(empty ? 2 : 3, every.size());
        if (left.size() > 1) {
            throw new KustomizeException(
                    "yaml: unmarshal errors: mapping key \"annotations\" already defined",
                    null,
                    left.getLast().line());
        }
        MapNode metadata = root.map("metadata");
        if (left.size() == 1 && metadata != null && (none || left.getFirst().isNull())) {
            metadata.put("annotations", left.getFirst());
        }
    }
}
