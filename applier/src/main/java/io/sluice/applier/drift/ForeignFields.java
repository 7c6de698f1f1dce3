package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What managers other than us own of a live object by applying it.
///
/// @param fields one `fieldsV1` per manager
public record ForeignFields(List<JsonNode> fields) {

    public ForeignFields {
        fields = List.copyOf(fields);
    }

    /// Reads them from a live object.
    public static ForeignFields of(JsonNode live) {
        List<JsonNode> fields = new ArrayList<>();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            boolean ours = entry.path("manager").asText().equals(SeenReader.FIELD_MANAGER);
            if (!ours && entry.path("operation").asText().equals("Apply")) {
                fields.add(entry.path("fieldsV1"));
            }
        }
        return new ForeignFields(fields);
    }

    /// Whether one of them applies the value at a path, or something in it.
    ///
    /// @param desired tells which list element a place means
    public boolean apply(JsonNode desired, List<String> path) {
        return fields.stream().anyMatch(owned -> owns(owned, desired, path));
    }

    private static boolean owns(JsonNode owned, JsonNode desired, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        JsonNode below =
                desired.isArray()
                        ? desired.path(Integer.parseInt(path.getFirst()))
                        : desired.path(path.getFirst());
        List<String> rest = path.subList(1, path.size());
        for (Map.Entry<String, JsonNode> field : owned.properties()) {
            String part = field.getKey();
            boolean same =
                    desired.isArray()
                            ? part.length() > 2 && ListKeys.names(part, below)
                            : part.equals("f:" + path.getFirst());
            if (same) {
                return owns(field.getValue(), below, rest)
                        || (!rest.isEmpty() && field.getValue().isEmpty());
            }
        }
        return false;
    }
}
