package io.sluice.applier.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.Map;
import java.util.Optional;

/// The parts of a managed-fields path: `f:` a field, `k:` a list element by its merge keys, `v:` an
/// element of a set, `i:` an element by its place.
final class ListKeys {

    private ListKeys() {}

    /// The value that a part of the path leads to.
    ///
    /// @param lenient whether a merge key that the element lacks counts as equal, as desired
    ///     objects leave defaults out
    static Optional<JsonNode> follow(JsonNode value, String part, boolean lenient) {
        String rest = part.substring(2);
        return switch (part.charAt(0)) {
            case 'f' -> Optional.ofNullable(value.get(rest));
            case 'k' -> element(value, parse(rest), lenient);
            case 'v' -> member(value, parse(rest));
            case 'i' -> Optional.ofNullable(value.get(Integer.parseInt(rest)));
            default -> Optional.empty();
        };
    }

    /// Whether an element of a list is meant by a `k:` or `v:` part.
    static boolean names(String part, JsonNode element) {
        JsonNode key = parse(part.substring(2));
        return switch (part.charAt(0)) {
            case 'k' -> matches(element, key, true);
            case 'v' -> same(element, key);
            default -> false;
        };
    }

    private static Optional<JsonNode> element(JsonNode list, JsonNode keys, boolean lenient) {
        for (JsonNode element : list) {
            if (matches(element, keys, lenient)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(JsonNode element, JsonNode keys, boolean lenient) {
        boolean any = false;
        for (Map.Entry<String, JsonNode> key : keys.properties()) {
            JsonNode value = element.get(key.getKey());
            if (value == null) {
                if (!lenient || !isDefault(key.getKey(), key.getValue())) {
                    return false;
                }
            } else if (same(value, key.getValue())) {
                any = true;
            } else {
                return false;
            }
        }
        return any;
    }

    /// The one default among the merge keys of Kubernetes' own kinds; those of others are unknown.
    private static boolean isDefault(String key, JsonNode value) {
        return !key.equals("protocol") || value.asText().equals("TCP");
    }

    private static Optional<JsonNode> member(JsonNode list, JsonNode wanted) {
        for (JsonNode element : list) {
            if (same(element, wanted)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static JsonNode parse(String json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (JsonProcessingException _) {
            return EventJson.mapper().nullNode();
        }
    }
}
