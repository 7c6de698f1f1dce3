package io.sluice.statusprojector.status;

import io.sluice.events.ResourceKey;
import java.time.Instant;

/// A resource as it was last read from the API server.
///
/// @param resourceVersion as read; a write is refused if it is another one by then
/// @param suspended whether `spec.suspend` is true
/// @param deleting whether it has a deletion timestamp
/// @param since when this generation was first seen, or long ago
public record Live<P, S>(
        ResourceKey key,
        String uid,
        long generation,
        String resourceVersion,
        boolean suspended,
        boolean deleting,
        Instant since,
        P spec,
        S status) {

    /// The same resource, its generation first seen at another time.
    public Live<P, S> withSince(Instant other) {
        return new Live<>(
                key, uid, generation, resourceVersion, suspended, deleting, other, spec, status);
    }
}
