package io.sluice.events.log;

/// One assignment of one partition; never comes back to life.
public interface Lane {

    /// The partition.
    int partition();

    /// Whether the partition is still ours. Checked immediately before each effect.
    boolean isAlive();
}
