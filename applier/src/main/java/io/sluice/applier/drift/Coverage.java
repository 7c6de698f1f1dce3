package io.sluice.applier.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether every desired value of an object is ours already.
public final class Coverage {

    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");
    private static final Set<String> NAMES = Set.of("name", "namespace");

    private Coverage() {}

    /// Whether our Apply entry owns every leaf of the desired object.
    ///
    /// @param fields the `fieldsV1` of our entry, as JSON
    public static boolean isComplete(JsonNode desired, String fields) {
        try {
            return isComplete(desired, EventJson.mapper().readTree(fields));
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private static boolean isComplete(JsonNode desired, JsonNode fields) {
        for (Map.Entry<String, JsonNode> property : desired.properties()) {
            String name = property.getKey();
            if (IDENTITY.contains(name)) {
                continue;
            }
            boolean covered =
                    name.equals("metadata")
                            ? metadata(property.getValue(), fields.get("f:metadata"))
                            : covers(property.getValue(), fields.get("f:" + name));
            if (!covered) {
                return false;
            }
        }
        return true;
    }

    private static boolean metadata(JsonNode desired, @Nullable JsonNode fields) {
        for (Map.Entry<String, JsonNode> property : desired.properties()) {
            if (!NAMES.contains(property.getKey())
                    && (fields == null
                            || !covers(
                                    property.getValue(), fields.get("f:" + property.getKey())))) {
                return false;
            }
        }
        return true;
    }

    private static boolean covers(JsonNode desired, @Nullable JsonNode fields) {
        if (desired.isNull()) {
            return true;
        }
        if (fields == null) {
            return false;
        }
        if (fields.isEmpty() || !desired.isContainerNode()) {
            return true;
        }
        return desired.isArray() ? elements(desired, fields) : properties(desired, fields);
    }

    private static boolean properties(JsonNode desired, JsonNode fields) {
        for (Map.Entry<String, JsonNode> property : desired.properties()) {
            if (!covers(property.getValue(), fields.get("f:" + property.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean elements(JsonNode desired, JsonNode fields) {
        for (JsonNode element : desired) {
            if (!element(element, fields)) {
                return false;
            }
        }
        return true;
    }

    private static boolean element(JsonNode element, JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String part = field.getKey();
            if (part.length() > 2 && ListKeys.names(part, element)) {
                return covers(element, field.getValue());
            }
        }
        return false;
    }
}
