package io.sluice.api.crd;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;

/// A minimal object with one thing changed, and what the API server must say to it.
///
/// @param complaint part of the refusal; empty if the object must be accepted
record Example(String kind, String change, JsonNode resource, Optional<String> complaint) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /// Examples of one kind, made from a minimal object.
    record Maker(String minimal) {
        /// The minimal object with a spec.
        static Maker of(String apiVersion, String kind, String spec) {
            var metadata = "{name: shop, namespace: default}";
            return new Maker(
                    "{apiVersion: %s, kind: %s, metadata: %s, spec: %s}"
                            .formatted(apiVersion, kind, metadata, spec.strip()));
        }

        /// The object with the YAML value at the pointer is fine.
        Example accepts(String pointer, String value) {
            return example(pointer, value, Optional.empty());
        }

        /// The object with the YAML value at the pointer is refused.
        Example refuses(String pointer, String value, String complaint) {
            return example(pointer, value, Optional.of(complaint));
        }

        /// The object without the field at the pointer is refused.
        Example requires(String pointer) {
            var resource = parse(minimal);
            var at = JsonPointer.compile(pointer);
            ((ObjectNode) resource.at(at.head())).remove(at.last().getMatchingProperty());
            var field = at.last().getMatchingProperty();
            return new Example(
                    resource.get("kind").asText(),
                    "without " + pointer,
                    resource,
                    Optional.of(field + ": Required value"));
        }

        private Example example(String pointer, String value, Optional<String> complaint) {
            var resource = parse(minimal);
            set((ObjectNode) resource, JsonPointer.compile(pointer), parse(value));
            return new Example(
                    resource.get("kind").asText(), pointer + ": " + value, resource, complaint);
        }
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(kind, complaint.isEmpty() ? "accepts" : "refuses", change);
    }

    private static void set(ObjectNode root, JsonPointer at, JsonNode value) {
        var parent = root;
        var rest = at;
        while (!rest.tail().matches()) {
            parent = parent.withObjectProperty(rest.getMatchingProperty());
            rest = rest.tail();
        }
        parent.set(rest.getMatchingProperty(), value);
    }

    private static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}
