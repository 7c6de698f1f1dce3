package io.sluice.applier.engine;

/// A cluster that objects of units are in.
///
/// @param name for messages; empty for our own
/// @param server its API server
/// @param gate limits the requests to it at once, fairly between namespaces
/// @param backoff keeps off it when it asks for that
/// @param discovery which kinds it serves
/// @param watches on managed objects in it; never complete in another cluster
/// @param objects in it, as last seen
public record Target(
        String name,
        ApiServer server,
        FairGate gate,
        Backoff backoff,
        Discovery discovery,
        Watches watches,
        LiveObjects objects) {

    /// Whether it is not our own.
    boolean isRemote() {
        return !name.isEmpty();
    }

    /// How it is called in messages.
    String title() {
        return isRemote() ? "the cluster of " + name : "the API server";
    }
}
