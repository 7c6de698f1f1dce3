package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.OwnerLabels;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Makes of a rendered object what is sent to the API server.
public final class Preparation {

    private Preparation() {}

    /// The object with its owner's labels, without what only the API server writes.
    public static ObjectNode prepare(JsonNode rendered, ResourceKey owner) {
        ObjectNode body = rendered.deepCopy();
        body.remove("status");
        Normalisation.apply(body);
        ObjectNode metadata = body.withObjectProperty("metadata");
        for (String foreign :
                new String[] {"creationTimestamp", "managedFields", "resourceVersion", "uid"}) {
            metadata.remove(foreign);
        }
        if (metadata.path("labels").isNull()) {
            metadata.remove("labels");
        }
        metadata.withObjectProperty("labels")
                .put(OwnerLabels.NAME, owner.name())
                .put(OwnerLabels.NAMESPACE, owner.namespace());
        if (body.path("kind").asText().equals("Secret")
                && body.path("apiVersion").asText().equals("v1")) {
            encodeStringData(body);
        }
        ZeroValues.fill(body);
        return body;
    }

    /// The object with our stamps.
    public static ObjectNode stamped(ObjectNode prepared, Seen.Stamp stamp) {
        if (!stamp.isPresent()) {
            return prepared;
        }
        ObjectNode body = prepared.deepCopy();
        ObjectNode metadata = body.withObjectProperty("metadata");
        if (metadata.path("annotations").isNull()) {
            metadata.remove("annotations");
        }
        ObjectNode annotations = metadata.withObjectProperty("annotations");
        annotations.put(SeenReader.DIGEST_STAMP, stamp.digest());
        if (stamp.revision() != null) {
            annotations.put(SeenReader.REVISION_STAMP, stamp.revision());
        }
        return body;
    }

    /// `stringData` is write-only: what it says is compared and owned under `data`.
    private static void encodeStringData(ObjectNode secret) {
        JsonNode plain = secret.remove("stringData");
        if (plain == null || !plain.isObject() || plain.isEmpty()) {
            return;
        }
        if (secret.path("data").isNull()) {
            secret.remove("data");
        }
        ObjectNode data = secret.withObjectProperty("data");
        plain.properties()
                .forEach(
                        entry ->
                                data.put(
                                        entry.getKey(),
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        entry.getValue()
                                                                .asText()
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8))));
    }
}
