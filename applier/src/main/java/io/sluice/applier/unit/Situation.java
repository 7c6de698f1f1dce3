package io.sluice.applier.unit;

import io.sluice.events.ApplyOutcome;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that decides what a unit does next.
///
/// @param live the resource, if it exists
/// @param desired what the log asks for
/// @param backwards whether the manifests on the log were overwritten by older ones
/// @param answered the unit's newest `#apply`, if any
/// @param knowing whether desired state and outcomes are read to the end
/// @param verified whether the live objects were compared since this process took the unit over
/// @param dependencies whether what it waits for is there
public record Situation(
        Optional<Declaration> live,
        DesiredState desired,
        boolean backwards,
        Slots.@Nullable Filled<ApplyOutcome> answered,
        boolean knowing,
        boolean verified,
        DependencyVerdict dependencies) {}
