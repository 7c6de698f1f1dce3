package io.sluice.renderer.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.meta.CommonMetadata;
import java.util.Map;

/// Puts a unit's common labels and annotations on an object; they win over the object's own.
final class CommonMetadataStamp {

    private CommonMetadataStamp() {}

    static void put(ObjectNode body, CommonMetadata common) {
        put(body, "labels", common.labels());
        put(body, "annotations", common.annotations());
    }

    private static void put(ObjectNode body, String field, Map<String, String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        ObjectNode metadata = child(body, "metadata");
        ObjectNode target = child(metadata, field);
        entries.forEach(target::put);
    }

    private static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode object ? object : parent.putObject(field);
    }
}
