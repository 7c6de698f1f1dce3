package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Tag;
import org.jspecify.annotations.Nullable;

/// The annotations that hold the former identities of a resource, where they are as [Annotations] writes them.
///
/// @param names the former names
/// @param namespaces the former namespaces
/// @param kinds the former kinds
record HistoryTexts(ScalarNode names, ScalarNode namespaces, ScalarNode kinds) {

    /// What the annotations say at one time.
    ///
    /// @param names the former names
    /// @param namespaces the former namespaces
    /// @param kinds the former kinds
    record Lists(String names, String namespaces, String kinds) {

        static final Lists NONE = new Lists("", "", "");

        /// Whether these are the very texts of the other, which takes no reading of them.
        @SuppressWarnings({"ReferenceEquality", "StringEquality"})
        boolean are(Lists other) {
            return names == other.names && namespaces == other.namespaces && kinds == other.kinds;
        }
    }

    /// The annotations of an object, or null if one is missing or not as it is written.
    static @Nullable HistoryTexts of(MapNode root) {
        MapNode annotations = annotations(root);
        if (annotations == null) {
            return null;
        }
        ScalarNode names = only(annotations, Annotations.PREVIOUS_NAMES);
        ScalarNode namespaces = only(annotations, Annotations.PREVIOUS_NAMESPACES);
        ScalarNode kinds = only(annotations, Annotations.PREVIOUS_KINDS);
        return names == null || namespaces == null || kinds == null
                ? null
                : new HistoryTexts(names, namespaces, kinds);
    }

    /// An annotation of an object, or null if it is missing or not as it is written.
    static @Nullable ScalarNode of(MapNode root, String key) {
        MapNode annotations = annotations(root);
        return annotations == null ? null : only(annotations, key);
    }

    /// The annotations if they are a map with something in it, and stand once.
    private static @Nullable MapNode annotations(MapNode root) {
        MapNode metadata = root.map("metadata");
        MapNode found = null;
        if (metadata != null) {
            for (MapNode.Entry entry : metadata.entries()) {
                if (entry.is("annotations")) {
                    if (found != null
                            || !(entry.value() instanceof MapNode map)
                            || map.entries().isEmpty()) {
                        return null;
                    }
                    found = map;
                }
            }
        }
        return found;
    }

    /// The text under a key that stands once.
    private static @Nullable ScalarNode only(MapNode annotations, String key) {
        ScalarNode found = null;
        for (MapNode.Entry entry : annotations.entries()) {
            if (entry.is(key)) {
                if (found != null
                        || !(entry.value() instanceof ScalarNode text)
                        || text.tag() != Tag.STR
                        || text.explicitTag()) {
                    return null;
                }
                found = text;
            }
        }
        return found;
    }

    /// What they say now.
    Lists lists() {
        return new Lists(names.text(), namespaces.text(), kinds.text());
    }

    /// How many characters they have.
    int length() {
        return names.text().length() + namespaces.text().length() + kinds.text().length();
    }

    /// Appends an identity.
    void append(ResId id) {
        append(names, id.name());
        append(namespaces, id.effectiveNamespace());
        append(kinds, id.gvk().kind());
    }

    /// Appends to the list that a text is; an empty value leaves no trace.
    static void append(ScalarNode list, String value) {
        if (!value.isEmpty()) {
            list.text(list.text().isEmpty() ? value : list.text() + "," + value);
        }
    }
}
