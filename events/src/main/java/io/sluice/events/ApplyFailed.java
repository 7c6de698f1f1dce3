package io.sluice.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The desired state could not be applied in full.
///
/// @param digest of the manifests; null if there were none
/// @param reason Flux's (`ReconciliationFailed`, `PruneFailed`, …) or ours (`BodyMissing`)
/// @param message the culprit first
/// @param changes that were made before and beside the failure
/// @param failures one per object that failed
public record ApplyFailed(
        @Nullable String digest,
        String reason,
        String message,
        List<ObjectChange> changes,
        List<ObjectFailure> failures)
        implements ApplyOutcome {

    /// The reason of an applier that was told to apply manifests it does not have (protocol 3).
    public static final String BODY_MISSING = "BodyMissing";

    /// Flux's reason of an expression that cannot be read.
    public static final String INVALID_EXPRESSION = "InvalidCELExpression";

    public ApplyFailed {
        changes = changes == null ? List.of() : List.copyOf(changes);
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    /// A unit with an expression that cannot be read; nothing was applied.
    ///
    /// @param message names field and position
    public static ApplyFailed invalidExpression(String digest, String message) {
        return new ApplyFailed(digest, INVALID_EXPRESSION, message, List.of(), List.of());
    }

    /// An applier that has no body for what it was told to apply.
    public static ApplyFailed bodyMissing(String digest) {
        return new ApplyFailed(
                digest,
                BODY_MISSING,
                "the manifests " + digest + " are not in the log; they are asked for again",
                List.of(),
                List.of());
    }
}
