package io.sluice.events;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One object of a desired state: its body, or the body sealed.
///
/// @param id of the object
/// @param digest of the canonical JSON; of sealed objects an HMAC
/// @param file it came from, relative to the artifact's root, if known
/// @param body canonical JSON; null if sealed
/// @param sealed null if the body is readable
public record RenderedObject(
        ObjectId id,
        String digest,
        @Nullable String file,
        @Nullable ObjectBody body,
        @Nullable SealedBody sealed) {

    public RenderedObject {
        if ((body == null) == (sealed == null)) {
            throw new IllegalArgumentException(id + " needs a body or a sealed body, not both");
        }
    }

    /// A readable object.
    public static RenderedObject open(
            ObjectId id, String digest, @Nullable String file, JsonNode body) {
        return open(id, digest, file, ObjectBody.of(body));
    }

    /// A readable object whose text is there already.
    public static RenderedObject open(
            ObjectId id, String digest, @Nullable String file, ObjectBody body) {
        return new RenderedObject(id, digest, file, body, null);
    }

    /// A sealed object.
    public static RenderedObject sealed(
            ObjectId id, String digest, @Nullable String file, SealedBody sealed) {
        return new RenderedObject(id, digest, file, null, sealed);
    }

    /// Never the body.
    @Override
    public String toString() {
        return id + " " + digest;
    }
}
