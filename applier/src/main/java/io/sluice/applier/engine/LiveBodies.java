package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whole objects, of those kinds only that an expression of their unit judges: everything else is
/// judged when it is seen and not kept.
///
/// Safe for several threads.
public final class LiveBodies {

    private final Map<ResourceKey, Set<String>> judged = new ConcurrentHashMap<>();
    private final Map<String, Body> bodies = new ConcurrentHashMap<>();

    private record Body(String resourceVersion, String json) {}

    /// The name of a kind here; of all kinds of the group if the kind is empty.
    public static String kindName(String group, String kind) {
        return group + "/" + kind;
    }

    /// Notes which kinds a unit judges by expressions.
    ///
    /// @param kinds as [#kindName] names them
    void judge(ResourceKey unit, Set<String> kinds) {
        if (kinds.isEmpty()) {
            judged.remove(unit);
        } else {
            judged.put(unit, Set.copyOf(kinds));
        }
    }

    /// Takes in an object, if it is to be kept.
    ///
    /// @param owner the unit its labels name
    public void put(ResourceKey owner, ObjectId id, JsonNode object) {
        Set<String> kinds = judged.get(owner);
        if (kinds == null
                || !(kinds.contains(kindName(id.group(), id.kind()))
                        || kinds.contains(kindName(id.group(), "")))) {
            return;
        }
        ObjectNode kept = object.deepCopy();
        kept.withObjectProperty("metadata").remove("managedFields");
        bodies.put(
                id.inventoryId(),
                new Body(
                        object.path("metadata").path("resourceVersion").asText(),
                        new String(EventJson.write(kept), StandardCharsets.UTF_8)));
    }

    /// Forgets an object that is gone.
    public void remove(ObjectId id) {
        bodies.remove(id.inventoryId());
    }

    /// The object in that version, if it is kept.
    Optional<JsonNode> get(ObjectId id, String resourceVersion) {
        return Optional.ofNullable(bodies.get(id.inventoryId()))
                .filter(body -> body.resourceVersion().equals(resourceVersion))
                .map(body -> tree(body.json()));
    }

    private static JsonNode tree(String json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("what was written as JSON is none", e);
        }
    }
}
