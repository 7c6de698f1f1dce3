package io.sluice.statusprojector.effects;

import io.sluice.events.ResourceKey;
import java.util.Optional;
import java.util.stream.Stream;

/// The desks of all kinds.
@FunctionalInterface
public interface Desks {

    /// The desk that looks after a kind; empty if the kind has no status of ours.
    Optional<StatusDesk> of(String kind);

    /// The resources that are in the cluster whether the log knows them or not.
    default Stream<ResourceKey> known() {
        return Stream.empty();
    }
}
