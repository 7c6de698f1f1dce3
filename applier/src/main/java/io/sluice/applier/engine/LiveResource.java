package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Supplier;

/// The whole live resource of a unit, for the expressions that look at it.
///
/// @param tree the resource; made when it is asked for
/// @param judged the kinds whose health its expressions judge, as [LiveBodies#kindName] names them
public record LiveResource(Supplier<JsonNode> tree, Set<String> judged) {

    public LiveResource {
        judged = Set.copyOf(judged);
    }
}
