package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether what was applied is healthy; slot `#health`, written for every apply.
///
/// @param digest of the manifests
/// @param state what is known
/// @param reason Flux's, when it is not healthy
/// @param message culprits first
/// @param culprits the objects that are not healthy
/// @param lastReady the newest revision that was ready; the only origin of `lastAppliedRevision`
public record HealthReported(
        String digest,
        State state,
        @Nullable String reason,
        @Nullable String message,
        List<ObjectFailure> culprits,
        @Nullable LastReady lastReady)
        implements Outcome {

    public HealthReported {
        culprits = culprits == null ? List.of() : List.copyOf(culprits);
    }

    /// What is known of the health.
    public enum State {
        /// Not decided yet.
        WAITING,
        /// Everything that is checked is healthy.
        HEALTHY,
        /// Something is not.
        FAILED,
        /// Nothing is checked: applied is as good as ready.
        NOT_AWAITED,
        /// A newer applier wrote a state this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// The newest revision of the unit that was ready.
    public record LastReady(
            @Nullable String revision, @Nullable String originRevision, String digest) {}
}
