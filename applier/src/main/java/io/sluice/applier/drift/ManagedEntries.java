package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The entries of `metadata.managedFields`; paths are parts as they stand there.
record ManagedEntries(JsonNode entries) {

    /// The `fieldsV1` of all others.
    List<JsonNode> foreign() {
        List<JsonNode> foreign = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (!SeenReader.isOurs(entry)) {
                foreign.add(entry.path("fieldsV1"));
            }
        }
        return foreign;
    }

    /// The other managers that applied any of the paths.
    SortedSet<String> wanting(List<List<String>> paths) {
        SortedSet<String> managers = new TreeSet<>();
        for (JsonNode entry : entries) {
            JsonNode fields = entry.path("fieldsV1");
            if (!isEdit(entry)
                    && !SeenReader.isOurs(entry)
                    && paths.stream().anyMatch(path -> follow(fields, path) != null)) {
                managers.add(entry.path("manager").asText());
            }
        }
        return managers;
    }

    /// The entries with these paths in ours, and in no edit.
    ///
    /// @return empty if we have no entry
    Optional<ArrayNode> withOurs(List<List<String>> paths) {
        ArrayNode result = EventJson.mapper().createArrayNode();
        ObjectNode ours = null;
        for (JsonNode entry : entries) {
            ObjectNode copy = entry.deepCopy();
            if (SeenReader.isOurs(entry)) {
                ours = copy;
            }
            if (!isEdit(entry) || keepsAny(copy, paths)) {
                result.add(copy);
            }
        }
        if (ours == null) {
            return Optional.empty();
        }
        for (List<String> path : paths) {
            insert(ours.withObjectProperty("fieldsV1"), path);
        }
        return Optional.of(result);
    }

    private void insert(ObjectNode fields, List<String> path) {
        for (JsonNode other : foreign()) {
            JsonNode subtree = follow(other, path);
            if (subtree != null) {
                ObjectNode parent = fields;
                for (String part : path.subList(0, path.size() - 1)) {
                    parent = parent.withObjectProperty(part);
                }
                parent.set(path.getLast(), subtree.deepCopy());
                return;
            }
        }
    }

    private static boolean keepsAny(ObjectNode entry, List<List<String>> without) {
        ObjectNode fields = entry.withObjectProperty("fieldsV1");
        without.forEach(path -> remove(fields, path));
        return !fields.isEmpty();
    }

    /// An empty node would own its field as a whole, so it goes, too.
    private static void remove(ObjectNode fields, List<String> path) {
        if (path.size() == 1) {
            fields.remove(path.getFirst());
        } else if (fields.get(path.getFirst()) instanceof ObjectNode below) {
            boolean leaf = below.isEmpty();
            remove(below, path.subList(1, path.size()));
            if (below.isEmpty() && !leaf) {
                fields.remove(path.getFirst());
            }
        }
    }

    private static @Nullable JsonNode follow(JsonNode fields, List<String> path) {
        JsonNode at = fields;
        for (String part : path) {
            at = at == null ? null : at.get(part);
        }
        return at;
    }

    private static boolean isEdit(JsonNode entry) {
        return entry.path("operation").asText().equals("Update");
    }
}
