package io.sluice.applier.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an object is by its own status.
///
/// @param state in kstatus' terms
/// @param message why, for the user
/// @param failsAt when it counts as failed if nothing changes; null if it never does by itself
public record ObjectHealth(State state, String message, @Nullable Instant failsAt) {

    /// Everything is as it should be.
    public static final ObjectHealth CURRENT = new ObjectHealth(State.CURRENT, "");

    /// A state that time does not change.
    public ObjectHealth(State state, String message) {
        this(state, message, null);
    }

    /// The words of kstatus.
    public enum State {
        /// As it should be.
        CURRENT("Current"),
        /// On its way.
        IN_PROGRESS("InProgress"),
        /// It will not get there by itself.
        FAILED("Failed"),
        /// It is being deleted.
        TERMINATING("Terminating"),
        /// It does not exist.
        NOT_FOUND("NotFound"),
        /// Nobody can tell.
        UNKNOWN("Unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// As kstatus writes it.
        public String word() {
            return word;
        }
    }

    /// On its way.
    public static ObjectHealth inProgress(String message) {
        return new ObjectHealth(State.IN_PROGRESS, message);
    }

    /// On its way, but not for ever.
    public static ObjectHealth inProgressUntil(Instant failsAt, String message) {
        return new ObjectHealth(State.IN_PROGRESS, message, failsAt);
    }

    /// How it is at a time.
    public ObjectHealth at(Instant now) {
        return failsAt != null && !now.isBefore(failsAt)
                ? new ObjectHealth(State.FAILED, message)
                : this;
    }

    /// Failed.
    public static ObjectHealth failed(String message) {
        return new ObjectHealth(State.FAILED, message);
    }

    /// Whether nothing is left to wait for.
    public boolean isCurrent() {
        return state == State.CURRENT;
    }
}
