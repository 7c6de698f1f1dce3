package io.sluice.applier.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.ArrayList;
import java.util.List;
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
        return missing(desired, fields).isEmpty();
    }

    /// The paths of the desired object that our Apply entry does not own.
    ///
    /// @param fields the `fieldsV1` of our entry, as JSON
    static List<String> missing(JsonNode desired, String fields) {
        List<String> missing = new ArrayList<>();
        JsonNode owned = parsed(fields);
        for (Map.Entry<String, JsonNode> property : desired.properties()) {
            String name = property.getKey();
            if (IDENTITY.contains(name)) {
                continue;
            }
            JsonNode below = owned.get("f:" + name);
            if (name.equals("metadata")) {
                metadata(property.getValue(), below, missing);
            } else {
                check(property.getValue(), below, "/" + Fingerprint.escaped(name), missing);
            }
        }
        return missing;
    }

    private static JsonNode parsed(String fields) {
        try {
            return EventJson.mapper().readTree(fields);
        } catch (JsonProcessingException _) {
            return EventJson.mapper().createObjectNode();
        }
    }

    private static void metadata(JsonNode desired, @Nullable JsonNode fields, List<String> to) {
        JsonNode owned = fields == null ? EventJson.mapper().createObjectNode() : fields;
        for (Map.Entry<String, JsonNode> property : desired.properties()) {
            String name = property.getKey();
            if (!NAMES.contains(name)) {
                check(property.getValue(), owned.get("f:" + name), "/metadata/" + name, to);
            }
        }
    }

    private static void check(
            JsonNode desired, @Nullable JsonNode fields, String path, List<String> to) {
        if (desired.isNull()) {
            return;
        }
        if (fields == null) {
            leaves(desired, path, to);
        } else if (!fields.isEmpty() && desired.isArray()) {
            elements(desired, fields, path, to);
        } else if (!fields.isEmpty()) {
            for (Map.Entry<String, JsonNode> property : desired.properties()) {
                String name = property.getKey();
                check(
                        property.getValue(),
                        fields.get("f:" + name),
                        path + "/" + Fingerprint.escaped(name),
                        to);
            }
        }
    }

    private static void leaves(JsonNode desired, String path, List<String> to) {
        if (desired.isObject() && !desired.isEmpty()) {
            for (Map.Entry<String, JsonNode> property : desired.properties()) {
                leaves(
                        property.getValue(),
                        path + "/" + Fingerprint.escaped(property.getKey()),
                        to);
            }
        } else {
            to.add(path);
        }
    }

    private static void elements(JsonNode desired, JsonNode fields, String path, List<String> to) {
        int index = 0;
        for (JsonNode element : desired) {
            check(element, owned(element, fields), path + "/" + index, to);
            index++;
        }
    }

    private static @Nullable JsonNode owned(JsonNode element, JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String part = field.getKey();
            if (part.length() > 2 && ListKeys.names(part, element)) {
                return field.getValue();
            }
        }
        return null;
    }
}
