package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.FilledNull;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// The annotations (or labels) of an object as texts; of a field that is there several times the
    /// first.
    public static Map<String, String> read(MapNode root, String field) {
        MapNode metadata = root.map("metadata");
        return texts(metadata == null ? null : metadata.get(field));
    }

    /// One annotation, or null.
    static @Nullable String read(MapNode root, String field, String key) {
        MapNode metadata = root.map("metadata");
        Node first = metadata == null ? null : metadata.get(field);
        if (first instanceof MapNode map) {
            Node value = map.get(key);
            return value == null ? null : value.scalarText();
        }
        return first instanceof SeqNode || first instanceof FilledNull
                ? texts(first).get(key)
                : null;
    }

    /// The entries of a map as texts, of equal keys the last; null and texts count as empty. A list
    /// counts as a map in which keys and values take turns, which is how the reference reads it.
    public static Map<String, String> texts(@Nullable Node node) {
        Node map = node == null ? null : FilledNull.entriesOrSelf(node);
        var texts = new TreeMap<String, String>(JsonWriter::compare);
        if (map instanceof MapNode m) {
            for (MapNode.Entry entry : m.entries()) {
                texts.put(entry.name(), text(entry.value()));
            }
        } else if (map instanceof SeqNode list) {
            List<Node> items = list.items();
            if (items.size() % 2 != 0) {
                // The reference ends in a panic.
                throw new KustomizeException(
                        "metadata: annotations and labels must be a map, not a list",
                        null,
                        list.line());
            }
            for (int i = 0; i < items.size(); i += 2) {
                texts.put(text(items.get(i)), text(items.get(i + 1)));
            }
        }
        return texts;
    }

    private static String text(Node node) {
        String text = node.scalarText();
        return text == null ? "" : text;
    }

    /// Replaces the annotations (or labels) of an object; none at all removes the field, but leaves
    /// `metadata`. Of a field that is there several times only the first goes, and the values come
    /// into the second.
    public static void write(MapNode root, String field, Map<String, String> values) {
        MapNode metadata = root.map("metadata");
        if (values.isEmpty()) {
            if (metadata != null) {
                metadata.remove(field);
            } else if (root.get("metadata") == null) {
                // Only a list can be without.
                root.put("metadata", new MapNode());
            }
            return;
        }
        metadata = metadata(root);
        MapNode.Entry first = metadata.entry(field);
        MapNode.Entry second = OneField.second(metadata, field);
        if (values.containsKey("")) {
            ScalarNode scalar = second != null && second.value() instanceof ScalarNode s ? s : null;
            if (scalar == null || values.size() > 1) {
                throw nameless(metadata);
            }
            metadata.entries().remove(first);
            set(scalar, values.getOrDefault("", ""));
            return;
        }
        if (second != null) {
            metadata.entries().remove(first);
            fill(second, values);
            return;
        }
        var map = new MapNode();
        values.forEach((key, value) -> map.append(key, ScalarNode.string(value)));
        // What is written anew stands last.
        if (first != null) {
            metadata.entries().remove(first);
        }
        metadata.append(field, map);
    }

    /// Adds annotations to those that are there, one after the other. Before each, one that holds nothing
    /// makes room, be it the field or, if that is there several times, another of them.
    static void add(MapNode root, Map<String, String> values) {
        MapNode metadata = metadata(root);
        for (Map.Entry<String, String> value : values.entrySet()) {
            for (MapNode.Entry entry : metadata.entries()) {
                if (entry.is("annotations") && holdsNothing(entry.value())) {
                    metadata.entries().remove(entry);
                    break;
                }
            }
            MapNode.Entry first = metadata.entry("annotations");
            Map<String, String> one = Map.of(value.getKey(), value.getValue());
            if (first == null) {
                set(metadata, one);
            } else {
                fill(first, one);
            }
        }
    }

    /// The metadata of an object, made if there are none.
    static MapNode metadata(MapNode root) {
        MapNode metadata = root.map("metadata");
        if (metadata == null) {
            metadata = new MapNode();
            root.put("metadata", metadata);
        }
        return metadata;
    }

    /// Sets annotations beside those that are there, which must be a map.
    static void set(MapNode metadata, Map<String, String> values) {
        MapNode.Entry entry = metadata.entry("annotations");
        if (entry == null) {
            metadata.append("annotations", new MapNode());
            entry = Objects.requireNonNull(metadata.entry("annotations"));
        } else if (entry.value() instanceof ScalarNode nothing && nothing.isNull()) {
            entry.value(FilledNull.of(nothing).entries());
        }
        fill(entry, values);
    }

    private static boolean holdsNothing(Node node) {
        return !(node instanceof FilledNull)
                && (node instanceof ScalarNode || node.isEmptyOrNull());
    }

    private static KustomizeException nameless(Node metadata) {
        return new KustomizeException(
                "metadata: the name of an annotation or label must be a text that is not empty",
                null,
                metadata.line());
    }

    /// Sets entries of the map that a field holds; a null stays one and takes them all the same, without looking
    /// for the keys.
    private static void fill(MapNode.Entry field, Map<String, String> values) {
        if (field.value() instanceof ScalarNode nothing && nothing.isNull()) {
            FilledNull filled = FilledNull.of(nothing);
            values.forEach((key, value) -> filled.entries().append(key, ScalarNode.string(value)));
            field.value(filled);
            return;
        }
        if (!(field.value() instanceof MapNode map)) {
            throw KustomizeException.wrongKind("MappingNode", field.value());
        }
        var fields = new HashMap<String, MapNode.Entry>();
        map.entries().forEach(entry -> fields.putIfAbsent(entry.name(), entry));
        values.forEach(
                (key, value) -> {
                    MapNode.Entry entry = fields.get(key);
                    if (entry == null) {
                        map.append(key, ScalarNode.string(value));
                    } else if (entry.value() instanceof ScalarNode scalar) {
                        set(scalar, value);
                    } else {
                        entry.value(ScalarNode.string(value));
                    }
                });
    }

    private static void set(ScalarNode scalar, String text) {
        scalar.text(text);
        scalar.tag(Tag.STR);
        scalar.explicitTag(false);
    }

    /// Removes what the engine noted, and the notes of origin unless they are wanted: in as many
    /// writes as the reference makes, which tells where annotations are there several times.
    public static void clean(MapNode root, boolean keepOrigin, boolean keepTransformations) {
        var rid = new ArrayList<Set<String>>(3);
        if (!read(root, "annotations").isEmpty()) {
            rid.add(REMOVED);
        }
        if (!keepOrigin) {
            rid.add(Set.of(ORIGIN));
        }
        if (!keepTransformations) {
            rid.add(Set.of(TRANSFORMATIONS));
        }
        for (Set<String> keys : rid) {
            try {
                remove(root, keys);
            } catch (KustomizeException e) {
                throw keys.contains(ORIGIN)
                        ? e.prefixed("failed to clean up origin tracking annotations: ")
                        : e;
            }
        }
        MapNode metadata = root.map("metadata");
        if (metadata != null) {
            OneField.requireAnnotations(root, metadata);
        }
    }

    private static void remove(MapNode root, Set<String> keys) {
        Map<String, String> all = read(root, "annotations");
        all.keySet().removeAll(keys);
        write(root, "annotations", all);
    }
}
