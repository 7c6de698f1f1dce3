package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ObjectId;
import org.jspecify.annotations.Nullable;

/// An object as it is to be sent to the API server, but for the stamps.
///
/// @param id with the namespace it ends up in
/// @param digest of its content
/// @param file it is declared in, if known
/// @param secret whether its values must not appear anywhere
/// @param body with owner labels; never changed after it is made
public record DesiredObject(
        ObjectId id, String digest, @Nullable String file, boolean secret, ObjectNode body) {

    /// What the object says about its own handling.
    public ObjectSwitches switches() {
        var metadata = body.path("metadata");
        return ObjectSwitches.of(
                SeenReader.strings(metadata.path("labels")),
                SeenReader.strings(metadata.path("annotations")));
    }

    /// Never the body.
    @Override
    public String toString() {
        return id + " " + digest;
    }
}
