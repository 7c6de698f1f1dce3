package io.sluice.api.meta;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns what a resource leaves out into the empty value, as an immutable, ordered copy.
///
/// Null elements are dropped instead of refused: one odd object must never stop the watch of a kind.
public final class Absent {
    private Absent() {}

    /// The list, or the empty list.
    public static <T> List<T> toEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /// The map sorted by key, or the empty map.
    public static <T> SortedMap<String, T> toEmpty(@Nullable Map<String, T> map) {
        if (map == null || map.isEmpty()) {
            return Collections.emptySortedMap();
        }
        var copy = new TreeMap<String, T>();
        map.forEach(
                (key, value) -> {
                    if (value != null) {
                        copy.put(key, value);
                    }
                });
        return Collections.unmodifiableSortedMap(copy);
    }

    /// The string if it is set; the API cannot tell `""` from absent.
    public static @Nullable String toNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /// The string if it is set, or what stands for its absence.
    public static String or(@Nullable String value, String fallback) {
        return value == null || value.isEmpty() ? fallback : value;
    }
}
