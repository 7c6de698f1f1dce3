package io.sluice.applier.unit;

import io.sluice.events.ApplyOutcome;
import io.sluice.events.Context;
import io.sluice.events.protocol.DesiredState;

/// What a unit does next.
public sealed interface Decision {

    /// Nothing, until something changes.
    record Rest(String why) implements Decision {}

    /// Nothing ever again: the resource is gone.
    record Drop() implements Decision {}

    /// Carry out the deletion policy and take the finalizer off.
    record Retire(Declaration live) implements Decision {}

    /// Answer without touching the cluster.
    record Answer(Context context, ApplyOutcome outcome) implements Decision {}

    /// Make the live objects equal the desired state.
    ///
    /// @param answers whether the outcome is to be published; false if the log holds it already
    record Converge(Declaration live, DesiredState.Complete desired, boolean answers)
            implements Decision {}
}
