package io.sluice.renderer.desiredstate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// JSON with sorted keys and no white space: equal values are equal bytes.
public final class CanonicalJson {

    private CanonicalJson() {}

    /// The value with the keys of every object sorted.
    public static JsonNode sorted(JsonNode value) {
        if (value instanceof ObjectNode object) {
            SortedMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> copy.set(name, sorted(field)));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return value;
    }

    /// The canonical bytes of a value that is sorted already.
    public static byte[] bytes(JsonNode sorted) {
        return EventJson.write(sorted);
    }

    /// The canonical bytes of any value of ours.
    public static byte[] bytesOf(Object value) {
        return bytes(sorted(EventJson.mapper().valueToTree(value)));
    }

    /// Reads the JSON of an object that the engine printed.
    public static ObjectNode parse(String json) {
        try {
            JsonNode value = EventJson.mapper().readTree(json);
            if (value instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("not a JSON object");
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage());
        }
    }

    /// The canonical form as text.
    public static String text(JsonNode sorted) {
        return new String(bytes(sorted), StandardCharsets.UTF_8);
    }
}
