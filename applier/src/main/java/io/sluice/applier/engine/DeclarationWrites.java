package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.meta.WellKnown;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.util.List;

/// The requests about a unit's own resource: the finalizer and the inventory.
final class DeclarationWrites {

    private static final String MANAGER = "?fieldManager=sluice-applier";
    private static final ResourceType KUSTOMIZATIONS =
            new ResourceType(
                    "kustomize.toolkit.fluxcd.io/v1", "Kustomization", "kustomizations", true);

    private final Calls calls;
    private final String path;

    DeclarationWrites(Calls calls, ResourceKey unit) {
        this.calls = calls;
        this.path =
                KUSTOMIZATIONS.path(
                        new ObjectId(
                                KUSTOMIZATIONS.apiVersion(),
                                KUSTOMIZATIONS.kind(),
                                unit.namespace(),
                                unit.name()));
    }

    /// The resource as it is now.
    Reply read() {
        return calls.send(Request.get(path, null));
    }

    /// Adds the finalizer, if the resource is still the same one with the same finalizers. Its version
    /// does not matter: a status that somebody writes meanwhile must not cost two more requests.
    Reply addFinalizer(Stored stored) {
        ArrayNode patch = EventJson.mapper().createArrayNode();
        test(patch, "uid", stored.uid());
        ObjectNode unchanged =
                patch.addObject().put("op", "test").put("path", "/metadata/finalizers");
        ObjectNode add = patch.addObject().put("op", "add");
        if (stored.finalizers().isEmpty()) {
            unchanged.putNull("value");
            add.put("path", "/metadata/finalizers").putArray("value").add(WellKnown.FINALIZER);
        } else {
            ArrayNode held = unchanged.putArray("value");
            stored.finalizers().forEach(held::add);
            add.put("path", "/metadata/finalizers/-").put("value", WellKnown.FINALIZER);
        }
        return send(Request.JSON_PATCH, path + MANAGER, patch);
    }

    /// Takes the finalizer off, if the resource is still as it was.
    Reply removeFinalizer(Stored stored) {
        ArrayNode patch = tests(stored);
        int index = stored.finalizers().indexOf(WellKnown.FINALIZER);
        patch.addObject().put("op", "remove").put("path", "/metadata/finalizers/" + index);
        return send(Request.JSON_PATCH, path + MANAGER, patch);
    }

    /// Writes the inventory, if the resource is still as it was.
    Reply writeInventory(List<ObjectId> inventory, Stored stored) {
        ObjectNode patch = EventJson.mapper().createObjectNode();
        patch.putObject("metadata").put("resourceVersion", stored.resourceVersion());
        ArrayNode entries = patch.putObject("status").putObject("inventory").putArray("entries");
        for (ObjectId id : inventory) {
            entries.addObject().put("id", id.inventoryId()).put("v", id.version());
        }
        return send(Request.MERGE_PATCH, path + "/status" + MANAGER, patch);
    }

    private static ArrayNode tests(Stored stored) {
        ArrayNode patch = EventJson.mapper().createArrayNode();
        test(patch, "uid", stored.uid());
        test(patch, "resourceVersion", stored.resourceVersion());
        return patch;
    }

    private static void test(ArrayNode patch, String field, String value) {
        patch.addObject().put("op", "test").put("path", "/metadata/" + field).put("value", value);
    }

    private Reply send(String type, String target, JsonNode body) {
        return calls.send(new Request(Request.Verb.PATCH, target, type, body.toString(), null));
    }
}
