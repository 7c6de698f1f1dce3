package io.sluice.statusprojector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// The status as it is applied: every field that shall be there, null for every other one that is
/// there now, whoever wrote it.
public final class StatusPatch {
    /// The applier's field; never named in our writes, not even as null (protocol 7).
    private static final String INVENTORY = "inventory";

    private StatusPatch() {}

    /// @param held the live status
    /// @param wanted the status to be
    public static ObjectNode of(JsonNode held, JsonNode wanted) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            patch.set(field.getKey(), field.getValue());
        }
        for (Map.Entry<String, JsonNode> field : held.properties()) {
            if (!patch.has(field.getKey())) {
                patch.putNull(field.getKey());
            }
        }
        patch.remove(INVENTORY);
        return patch;
    }
}
