package io.sluice.applier.unit;

import io.sluice.events.ResourceKey;
import java.util.List;

/// Whether everything a unit depends on is there.
public sealed interface DependencyVerdict {

    /// Nothing is missing.
    record Fulfilled() implements DependencyVerdict {}

    /// Something is.
    ///
    /// @param isCycle whether the unit waits for itself in the end
    /// @param message for the user
    /// @param units that are not ready, or those of the cycle
    record Unfulfilled(boolean isCycle, String message, List<ResourceKey> units)
            implements DependencyVerdict {
        public Unfulfilled {
            units = List.copyOf(units);
        }
    }

    /// What the unit says of its dependencies or of its objects' health cannot be understood; only a
    /// change of its spec helps.
    ///
    /// @param message names field and position
    record Invalid(String message) implements DependencyVerdict {}
}
