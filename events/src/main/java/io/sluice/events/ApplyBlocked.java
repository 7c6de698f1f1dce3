package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/// The desired state waits for something; released by events, not retried.
///
/// @param digest of the manifests
/// @param reason what it waits for
/// @param message for the user
/// @param dependencies that are not ready, or the units of the cycle
public record ApplyBlocked(
        String digest, Reason reason, String message, List<ResourceKey> dependencies)
        implements ApplyOutcome {

    public ApplyBlocked {
        dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
    }

    /// What a unit can wait for.
    public enum Reason {
        /// A unit of `dependsOn` is not ready.
        DEPENDENCY_NOT_READY,
        /// `dependsOn` goes round in a circle.
        CYCLE,
        /// More would be deleted than is allowed without confirmation.
        DELETE_GUARD,
        /// A newer applier wrote a reason this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
