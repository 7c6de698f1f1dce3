package io.sluice.renderer.desiredstate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.ObjectId;
import org.jspecify.annotations.Nullable;

/// One finished object, still readable.
///
/// @param id of the object
/// @param body with sorted keys
/// @param file it came from, relative to the artifact's root, if known
/// @param line its document starts at, from 1; 0 if unknown
/// @param secret whether its body must not be read in the log
public record PlainObject(
        ObjectId id, ObjectNode body, @Nullable String file, int line, boolean secret) {

    /// Where it stands, for messages: `apps/web.yaml:3`.
    public String place() {
        if (file == null) {
            return "an unknown file";
        }
        return line > 0 ? file + ":" + line : file;
    }

    /// Never the body.
    @Override
    public String toString() {
        return id + " from " + place();
    }
}
