package io.sluice.statusprojector.status;

import io.sluice.api.meta.WellKnown;
import io.sluice.events.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A resource as it was last read from the API server.
///
/// @param resourceVersion as read; a write is refused if it is another one by then
/// @param suspended whether `spec.suspend` is true
/// @param deleting whether it has a deletion timestamp
/// @param annotations those that ask for something or travel along with events
/// @param since when this generation was first seen, or long ago
public record Live<P, S>(
        ResourceKey key,
        String uid,
        long generation,
        String resourceVersion,
        boolean suspended,
        boolean deleting,
        Map<String, String> annotations,
        Instant since,
        P spec,
        S status) {

    public Live {
        annotations = Map.copyOf(annotations);
    }

    /// The reconciliation that a user asked for last.
    public Optional<String> requestedAt() {
        return Optional.ofNullable(annotations.get(WellKnown.REQUESTED_AT));
    }

    /// The same resource, its generation first seen at another time.
    public Live<P, S> withSince(Instant other) {
        return new Live<>(
                key,
                uid,
                generation,
                resourceVersion,
                suspended,
                deleting,
                annotations,
                other,
                spec,
                status);
    }
}
