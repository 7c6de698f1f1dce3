package io.sluice.applier.engine;

import io.sluice.events.trace.Tracing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What all units share.
///
/// @param server the API server
/// @param gate limits the requests at once, fairly between namespaces
/// @param backoff keeps off the API server when it asks for that
/// @param discovery which kinds are served
/// @param watches on managed objects
/// @param objects the live objects as last seen
/// @param remotes clusters other than our own
/// @param judging what expressions are judged with
/// @param desires opens desired states
/// @param publications puts facts on the log
/// @param leaseUntil until when the broker knows that our partitions are ours
/// @param policies how the operator wants units to be applied
/// @param clock tells the time
/// @param tracing times the applier's parts of a commit's way
/// @param counts what is counted
public record Environment(
        ApiServer server,
        FairGate gate,
        Backoff backoff,
        Discovery discovery,
        Watches watches,
        LiveObjects objects,
        RemoteClusters remotes,
        Judging judging,
        Desires desires,
        Publications publications,
        Supplier<Instant> leaseUntil,
        Policies policies,
        InstantSource clock,
        Tracing tracing,
        Counts counts) {

    /// Our own cluster.
    Target home() {
        return new Target("", server, gate, backoff, discovery, watches, objects);
    }

    /// Whether the lease holds.
    boolean isLeased() {
        return clock.instant().isBefore(leaseUntil.get());
    }

    /// What is counted; names and tags are the metrics' business.
    public interface Counts {
        /// A unit was applied, or could not be.
        void applied(String outcome, long millis);

        /// A drifted object was dealt with.
        void drift(boolean corrected);
    }
}
