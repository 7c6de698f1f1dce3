package io.sluice.statusprojector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A status on its way to the API server, in two steps: all that it shall say is applied; what
/// stands there beyond that, because another manager wrote it, is then removed.
public final class StatusPatch {
    /// The applier's field; never named in our writes, not even as null (protocol 7).
    private static final String INVENTORY = "inventory";

    private StatusPatch() {}

    /// All that the status shall say.
    public static ObjectNode wanted(JsonNode status) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : status.properties()) {
            if (!field.getKey().equals(INVENTORY)) {
                wanted.set(field.getKey(), field.getValue());
            }
        }
        return wanted;
    }

    /// Null for every field that is there and shall not be; empty if there is none.
    ///
    /// @param written the status after it was applied
    public static ObjectNode leftovers(JsonNode written, JsonNode wanted) {
        ObjectNode leftovers = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : written.properties()) {
            if (!wanted.has(field.getKey()) && !field.getKey().equals(INVENTORY)) {
                leftovers.putNull(field.getKey());
            }
        }
        return leftovers;
    }
}
