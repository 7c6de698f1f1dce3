package io.sluice.applier.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.Set;

/// The whole live resource of a unit, for the expressions that look at it.
///
/// @param json the resource without what managers own of it; text, which is a tenth of a tree
/// @param judged the kinds whose health its expressions judge, as [LiveBodies#kindName] names them
public record LiveResource(String json, Set<String> judged) {

    public LiveResource {
        judged = Set.copyOf(judged);
    }

    /// The resource.
    JsonNode tree() {
        try {
            return EventJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON is none", e);
        }
    }
}
