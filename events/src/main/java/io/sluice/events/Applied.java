package io.sluice.events;

import java.util.List;

/// Every object of the desired state is in the cluster, and what left it is gone.
///
/// @param digest of the manifests
/// @param changes one entry per object, deletions included
/// @param millis how long it took
public record Applied(String digest, List<ObjectChange> changes, long millis)
        implements ApplyOutcome {

    public Applied {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }
}
