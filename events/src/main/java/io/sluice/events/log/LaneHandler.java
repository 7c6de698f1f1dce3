package io.sluice.events.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a service does with the records of the partitions it is assigned.
public interface LaneHandler {

    /// A partition was assigned; on the poll thread, before any of its records. Returns at once.
    void assigned(Lane lane);

    /// A record was read and waits for its turn; on the poll thread, in the log's order, before it
    /// is handed to [#handle]. For who decides what supersedes what. Returns at once.
    default void queued(Lane lane, ConsumerRecord<String, byte[]> record) {}

    /// Handles one record, on a virtual thread; records of one resource come in order, one at a
    /// time, those of different resources at the same time. Retries by itself, and never throws
    /// but for interruption; the record counts as finished when this returns.
    void handle(Lane lane, ConsumerRecord<String, byte[]> record) throws InterruptedException;

    /// Everything that was in the partition when it was assigned has been handed to [#handle]; on
    /// the poll thread. Returns at once.
    void caughtUp(Lane lane);

    /// The partition is no longer ours; on the poll thread, after the lane died. Returns when the
    /// work on it has stopped, at the latest after ten seconds.
    ///
    /// @param lost whether another member may own it already, or the log itself was lost
    void dropped(Lane lane, boolean lost);
}
