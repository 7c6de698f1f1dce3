package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// The live resource says not to apply.
///
/// @param reason what it says
/// @param message for the user
public record ApplySkipped(Reason reason, String message) implements ApplyOutcome {

    /// Why nothing was written.
    public enum Reason {
        /// `spec.suspend` is true.
        SUSPENDED,
        /// The resource is being deleted.
        DELETING,
        /// The live resource is another one of the same name.
        OTHER_UID,
        /// A newer applier wrote a reason this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
