package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The paths of an object that our Apply entry in `metadata.managedFields` owns, each with a digest
/// of its live value.
///
/// @param values digest by path; [#OWNED] for what is owned, but not by content
public record Fingerprint(SortedMap<String, Long> values) {

    /// Stands for an empty map or list of ours: what others put into it is theirs.
    static final long OWNED = 0;

    /// Nothing is ours.
    public static final Fingerprint NONE = new Fingerprint(Collections.emptySortedMap());

    public Fingerprint {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// Takes the fingerprint of an object.
    ///
    /// @param fields the `fieldsV1` of our entry
    public static Fingerprint of(JsonNode object, JsonNode fields) {
        SortedMap<String, Long> values = new TreeMap<>();
        collect(object, fields, "", values);
        return new Fingerprint(values);
    }

    /// The paths whose values here are no longer what they are in the baseline, or that are no
    /// longer ours.
    public List<String> changedSince(Fingerprint baseline) {
        List<String> changed = new ArrayList<>();
        baseline.values.forEach(
                (path, digest) -> {
                    Long now = values.get(path);
                    boolean same = now != null && (digest == OWNED || digest.equals(now));
                    if (!same) {
                        changed.add(path);
                    }
                });
        return changed;
    }

    /// The leaves that an entry owns.
    ///
    /// @param fields its `fieldsV1`
    static List<String> paths(JsonNode fields) {
        List<String> paths = new ArrayList<>();
        collect(fields, "", paths);
        return paths;
    }

    private static void collect(JsonNode fields, String path, List<String> paths) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().length() > 2) {
                String below = path + "/" + escaped(field.getKey().substring(2));
                if (isLeaf(field.getValue())) {
                    paths.add(below);
                } else {
                    collect(field.getValue(), below, paths);
                }
            }
        }
    }

    private static void collect(
            JsonNode value, JsonNode fields, String path, Map<String, Long> values) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String part = field.getKey();
            if (part.length() < 3) {
                continue;
            }
            String below = path + "/" + escaped(part.substring(2));
            JsonNode found = ListKeys.follow(value, part, false).orElse(null);
            if (found == null) {
                continue;
            }
            if (isLeaf(field.getValue())) {
                boolean empty = found.isContainerNode() && found.isEmpty();
                boolean existence = !field.getValue().isEmpty();
                values.put(below, empty || existence ? OWNED : Digests.of(found));
            } else {
                collect(found, field.getValue(), below, values);
            }
        }
    }

    /// Nothing below it is named: it is owned as a whole, or (with `.`) only that it is there.
    static boolean isLeaf(JsonNode fields) {
        return fields.isEmpty() || (fields.size() == 1 && fields.has("."));
    }

    static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }
}
