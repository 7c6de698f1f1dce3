package io.sluice.applier.engine;

import java.time.Duration;

/// The watches on managed objects, one per kind in use.
public interface Watches {

    /// Starts the watch of a kind if there is none, and waits until it has seen everything.
    ///
    /// @return whether it has
    boolean await(ResourceType type, Duration atMost) throws InterruptedException;

    /// Whether the watch of a kind has seen everything.
    boolean isSynced(ResourceType type);
}
