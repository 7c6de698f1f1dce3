package io.sluice.statusprojector.effects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.status.Live;
import java.util.Optional;
import java.util.Set;

/// The resources of one kind in the cluster.
public interface LiveObjects<P, S> {

    /// The resource as it was last read; empty if there is none.
    Optional<Live<P, S>> get(ResourceKey key);

    /// All that are known.
    Set<ResourceKey> keys();

    /// Writes a status over the resource as it was read; what else its status says goes.
    ///
    /// @param status every field that is ours
    WriteResult write(Live<P, S> read, ObjectNode status) throws InterruptedException;

    /// What became of a write.
    sealed interface WriteResult {
        /// It is in the cluster.
        record Written() implements WriteResult {}

        /// The resource changed since it was read, and was read again.
        record Conflict() implements WriteResult {}

        /// The resource is gone.
        record Gone() implements WriteResult {}

        /// The API server refused or did not answer.
        record Failed(String message) implements WriteResult {}
    }
}
