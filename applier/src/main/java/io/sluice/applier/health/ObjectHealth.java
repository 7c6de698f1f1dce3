package io.sluice.applier.health;

/// How an object is by its own status.
///
/// @param state in kstatus' terms
/// @param message why, for the user
public record ObjectHealth(State state, String message) {

    /// Everything is as it should be.
    public static final ObjectHealth CURRENT = new ObjectHealth(State.CURRENT, "");

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
        NOT_FOUND("NotFound");

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

    /// Failed.
    public static ObjectHealth failed(String message) {
        return new ObjectHealth(State.FAILED, message);
    }

    /// Whether nothing is left to wait for.
    public boolean isCurrent() {
        return state == State.CURRENT;
    }
}
