package io.sluice.applier.engine;

import java.time.Duration;

/// The watches on managed objects, one per kind in use.
public interface Watches {

    /// Starts the watch of a kind if there is none, and waits until it has seen everything. A watch
    /// that was waited for in vain is not waited for again.
    ///
    /// @return whether it has
    boolean await(ResourceType type, Duration atMost) throws InterruptedException;
}
