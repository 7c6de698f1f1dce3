package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The paths of an object that our Apply entry in `metadata.managedFields` owns, each with a digest
/// of its live value.
///
/// One is kept of every managed object, and objects of a kind have mostly the same paths: so the
/// paths are shared, and the digests are plain numbers beside them.
public final class Fingerprint {

    /// Stands for an empty map or list of ours: what others put into it is theirs.
    static final long OWNED = 0;

    /// Nothing is ours.
    public static final Fingerprint NONE = new Fingerprint(Collections.emptySortedMap());

    private final String[] paths;
    private final long[] digests;

    /// @param values digest by path; [#OWNED] for what is owned, but not by content
    public Fingerprint(SortedMap<String, Long> values) {
        paths = new String[values.size()];
        digests = new long[values.size()];
        int index = 0;
        for (Map.Entry<String, Long> value : values.entrySet()) {
            paths[index] = value.getKey().intern();
            digests[index] = value.getValue();
            index++;
        }
    }

    /// Takes the fingerprint of an object.
    ///
    /// @param fields the `fieldsV1` of our entry
    public static Fingerprint of(JsonNode object, JsonNode fields) {
        SortedMap<String, Long> values = new TreeMap<>();
        collect(object, fields, "", values);
        return new Fingerprint(values);
    }

    /// Digest by path; [#OWNED] for what is owned, but not by content.
    public SortedMap<String, Long> values() {
        SortedMap<String, Long> values = new TreeMap<>();
        for (int index = 0; index < paths.length; index++) {
            values.put(paths[index], digests[index]);
        }
        return values;
    }

    /// Whether the path is ours.
    boolean owns(String path) {
        return Arrays.binarySearch(paths, path) >= 0;
    }

    /// The paths whose values here are no longer what they are in the baseline, or that are no
    /// longer ours.
    public List<String> changedSince(Fingerprint baseline) {
        List<String> changed = new ArrayList<>();
        for (int index = 0; index < baseline.paths.length; index++) {
            String path = baseline.paths[index];
            long digest = baseline.digests[index];
            int here = Arrays.binarySearch(paths, path);
            if (here < 0 || (digest != OWNED && digest != digests[here])) {
                changed.add(path);
            }
        }
        return changed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint fingerprint
                && Arrays.equals(paths, fingerprint.paths)
                && Arrays.equals(digests, fingerprint.digests);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(paths) + Arrays.hashCode(digests);
    }

    @Override
    public String toString() {
        return values().toString();
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
