package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// Elements of keyed lists that stand in the way of ours.
///
/// Whoever edits the merge key of an element (a Service's port) makes another element of it;
/// applying ours puts it beside that one, and the API server refuses the pair. The other one must go
/// in the same write, or the list would be empty for a moment: once it is in our entry and in no
/// other, applying without it removes it. What another manager applied is not taken, only edits.
public final class ForeignElements {

    private final ManagedEntries entries;
    private final JsonNode live;
    private final JsonNode desired;
    private final List<List<String>> found = new ArrayList<>();

    private ForeignElements(JsonNode live, JsonNode desired) {
        this.entries = new ManagedEntries(live.path("metadata").path("managedFields"));
        this.live = live;
        this.desired = desired;
    }

    /// Where a walk through the object is.
    private record Place(JsonNode fields, JsonNode live, JsonNode desired, List<String> path) {

        Optional<Place> below(String part) {
            JsonNode owned = fields.get(part);
            JsonNode there = ListKeys.follow(live, part, false).orElse(null);
            JsonNode wanted = ListKeys.follow(desired, part, true).orElse(null);
            return owned == null || there == null || wanted == null
                    ? Optional.empty()
                    : Optional.of(new Place(owned, there, wanted, pathTo(part)));
        }

        List<String> pathTo(String part) {
            List<String> longer = new ArrayList<>(path);
            longer.add(part);
            return longer;
        }
    }

    /// What is in the way of an apply that was refused.
    ///
    /// @param live as the API server holds it
    /// @param desired as it was refused
    /// @param refused the fields that the refusal names, as in `spec.ports[1].name`
    public static ForeignElements of(JsonNode live, JsonNode desired, List<String> refused) {
        var search = new ForeignElements(live, desired);
        for (String field : refused) {
            int bracket = field.lastIndexOf("].");
            if (bracket > 0) {
                search.walk(field.substring(0, bracket + 1), field.substring(bracket + 2));
            }
        }
        return search;
    }

    /// Who applied something that is in the way, and so wants it.
    public SortedSet<String> wantedBy() {
        return entries.wanting(found);
    }

    /// The managed fields with which the elements in the way are ours.
    ///
    /// @return empty if there are none that may be taken
    public Optional<ArrayNode> taken() {
        List<List<String>> free =
                found.stream().filter(path -> entries.wanting(List.of(path)).isEmpty()).toList();
        return free.isEmpty() ? Optional.empty() : entries.withOurs(free);
    }

    private void walk(String list, String leaf) {
        List<String> names = List.of(list.replaceAll("\\[[^]]*]", "").split("\\."));
        for (JsonNode foreign : entries.foreign()) {
            walk(new Place(foreign, live, desired, List.of()), names, leaf);
        }
    }

    private void walk(Place at, List<String> names, String leaf) {
        if (names.isEmpty()) {
            collect(at, leaf);
        } else if (at.desired().isArray()) {
            at.fields()
                    .fieldNames()
                    .forEachRemaining(
                            part -> at.below(part).ifPresent(place -> walk(place, names, leaf)));
        } else {
            at.below("f:" + names.getFirst())
                    .ifPresent(place -> walk(place, names.subList(1, names.size()), leaf));
        }
    }

    private void collect(Place list, String leaf) {
        for (Map.Entry<String, JsonNode> field : list.fields().properties()) {
            String part = field.getKey();
            boolean inTheWay =
                    part.startsWith("k:")
                            && ListKeys.follow(list.desired(), part, true).isEmpty()
                            && ListKeys.follow(list.live(), part, false)
                                    .filter(element -> collides(element, list.desired(), leaf))
                                    .isPresent();
            if (inTheWay) {
                found.add(list.pathTo(part));
            }
        }
    }

    /// A leaf that ours do without is refused because there are several elements.
    private static boolean collides(JsonNode element, JsonNode desired, String leaf) {
        for (JsonNode own : desired) {
            if (!own.has(leaf) || own.path(leaf).equals(element.path(leaf))) {
                return true;
            }
        }
        return false;
    }
}
