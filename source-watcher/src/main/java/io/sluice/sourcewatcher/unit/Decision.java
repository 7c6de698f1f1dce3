package io.sluice.sourcewatcher.unit;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.UnitWaiting;

/// What to do about a unit now.
public sealed interface Decision {

    /// Nothing.
    record Rest() implements Decision {}

    /// Ask for it.
    ///
    /// @param cause why
    /// @param full whether the answer must carry the body
    /// @param sourceUid of its source's resource
    /// @param artifact of its source
    record Ask(Cause cause, boolean full, String sourceUid, ArtifactReference artifact)
            implements Decision {}

    /// Say why it waits.
    record Wait(Cause cause, UnitWaiting waiting) implements Decision {}

    /// Look whether its artifact is in the store, and decide again.
    record Verify() implements Decision {}
}
