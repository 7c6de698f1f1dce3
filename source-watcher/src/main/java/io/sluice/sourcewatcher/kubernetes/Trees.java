package io.sluice.sourcewatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sluice.events.wire.EventJson;

/// Parts of resources as JSON trees.
final class Trees {

    private Trees() {}

    static JsonNode of(GenericKubernetesResource resource, String part) {
        Object value = resource.getAdditionalProperties().get(part);
        return value == null ? MissingNode.getInstance() : EventJson.mapper().valueToTree(value);
    }

    static long generation(GenericKubernetesResource resource) {
        Long generation = resource.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }
}
