package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What one object is to be, as JSON text: a table of thousands of them is a tenth of what the
/// trees would need, and who does not look into one does not pay for reading it.
///
/// @param json an object, compact
public record ObjectBody(@JsonValue @JsonRawValue String json) {

    private static final JsonMapper TREES =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /// The body with the members of a tree, in their order.
    public static ObjectBody of(JsonNode tree) {
        return new ObjectBody(tree.toString());
    }

    /// Reads the body.
    ///
    /// @return a tree of its own for each caller
    public JsonNode tree() {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON is none", e);
        }
    }

    /// Never the body.
    @Override
    public String toString() {
        return json.length() + " characters";
    }
}
