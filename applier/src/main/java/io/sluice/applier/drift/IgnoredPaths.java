package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The paths of one object that are left to others: never applied over, never drift.
///
/// @param pointers JSON pointers into the desired object
public record IgnoredPaths(List<String> pointers) {

    /// Everything is ours.
    public static final IgnoredPaths NONE = new IgnoredPaths(List.of());

    public IgnoredPaths {
        pointers = List.copyOf(pointers);
    }

    /// Whether nothing is ignored.
    public boolean isEmpty() {
        return pointers.isEmpty();
    }

    private static final Pattern PLACE = Pattern.compile("(?<=/)(\\d{1,9})(?=/|$)");

    /// The parts of a pointer, unescaped.
    public static List<String> parts(String pointer) {
        List<String> parts = new ArrayList<>();
        for (String part : pointer.split("/", -1)) {
            parts.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return parts.subList(1, parts.size());
    }

    /// The desired object without what is ignored.
    public JsonNode without(JsonNode desired) {
        if (pointers.isEmpty()) {
            return desired;
        }
        JsonNode rest = desired.deepCopy();
        // from the end, so that the places of list elements still to be removed hold
        pointers.stream()
                .sorted(Comparator.comparing(IgnoredPaths::padded).reversed())
                .forEach(pointer -> remove(rest, pointer));
        return rest;
    }

    private static String padded(String pointer) {
        return PLACE.matcher(pointer)
                .replaceAll(place -> "%09d".formatted(Integer.parseInt(place.group())));
    }

    /// The fingerprint without what is ignored.
    ///
    /// @param desired to tell which list element a pointer means
    public Fingerprint without(Fingerprint fingerprint, JsonNode desired) {
        if (pointers.isEmpty()) {
            return fingerprint;
        }
        List<List<String>> ignored = pointers.stream().map(IgnoredPaths::parts).toList();
        SortedMap<String, Long> kept = new TreeMap<>();
        fingerprint
                .values()
                .forEach(
                        (path, digest) -> {
                            List<String> parts = parts(path);
                            if (ignored.stream().noneMatch(way -> meets(way, parts, desired))) {
                                kept.put(path, digest);
                            }
                        });
        return new Fingerprint(kept);
    }

    /// Whether a path lies at, below or above an ignored one: what is owned as a whole cannot be
    /// watched in part.
    private static boolean meets(List<String> ignored, List<String> path, JsonNode desired) {
        JsonNode at = desired;
        for (int index = 0; index < Math.min(ignored.size(), path.size()); index++) {
            String want = ignored.get(index);
            JsonNode element = at.isArray() ? element(at, want) : null;
            boolean same = want.equals(path.get(index)) || isKeyOf(path.get(index), element);
            if (!same) {
                return false;
            }
            at = element == null ? at.path(want) : element;
        }
        return true;
    }

    private static boolean isKeyOf(String part, @Nullable JsonNode element) {
        return element != null
                && (ListKeys.names("k:" + part, element) || ListKeys.names("v:" + part, element));
    }

    private static @Nullable JsonNode element(JsonNode list, String index) {
        return index.matches("\\d{1,9}") ? list.get(Integer.parseInt(index)) : null;
    }

    private static void remove(JsonNode tree, String pointer) {
        List<String> parts = parts(pointer);
        JsonNode holder = tree;
        for (String part : parts.subList(0, parts.size() - 1)) {
            JsonNode below = holder.isArray() ? element(holder, part) : holder.get(part);
            if (below == null) {
                return;
            }
            holder = below;
        }
        String last = parts.getLast();
        if (holder instanceof ObjectNode object) {
            object.remove(last);
        } else if (holder instanceof ArrayNode array && element(array, last) != null) {
            array.remove(Integer.parseInt(last));
        }
    }
}
