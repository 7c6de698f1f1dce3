package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.api.meta.WellKnown;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a unit's resource stores for us, as of one version of it.
///
/// @param uid of the resource
/// @param resourceVersion of the resource
/// @param finalizers of the resource
/// @param inventory in its status
record Stored(
        String uid, String resourceVersion, List<String> finalizers, List<ObjectId> inventory) {

    Stored {
        finalizers = List.copyOf(finalizers);
        inventory = List.copyOf(inventory);
    }

    static Stored of(Declaration live) {
        return new Stored(
                live.uid(),
                live.resourceVersion(),
                live.lifecycle().finalizers(),
                live.inventory());
    }

    static Stored of(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        List<String> finalizers = new ArrayList<>();
        metadata.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        List<ObjectId> inventory = new ArrayList<>();
        for (JsonNode entry : resource.path("status").path("inventory").path("entries")) {
            inventory.add(
                    ObjectId.fromInventory(entry.path("id").asText(), entry.path("v").asText()));
        }
        return new Stored(
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                finalizers,
                inventory);
    }

    /// The newer of what the watch and our own last write say.
    static Stored newest(Declaration live, @Nullable Stored written) {
        return written != null
                        && written.uid.equals(live.uid())
                        && Seen.compareVersions(written.resourceVersion, live.resourceVersion()) > 0
                ? written
                : of(live);
    }

    boolean isFinalized() {
        return finalizers.contains(WellKnown.FINALIZER);
    }
}
