package io.sluice.statusprojector.effects;

import io.sluice.events.ResourceKey;
import java.time.Instant;

/// Looks after the statuses of one kind.
public interface StatusDesk {

    /// Looks once whether a status shall be written, and writes it.
    ///
    /// @param news when something about the resource was heard last
    Attempt attempt(ResourceKey key, Instant news) throws InterruptedException;

    /// What became of looking.
    sealed interface Attempt {
        /// There is nothing to do until something changes.
        record Settled() implements Attempt {}

        /// There may be something to do at this time.
        record Later(Instant due) implements Attempt {}

        /// The resource changed meanwhile; look again.
        record Again() implements Attempt {}

        /// The API server does not take the status; to be tried again after a while.
        record Broken(String message) implements Attempt {}
    }
}
