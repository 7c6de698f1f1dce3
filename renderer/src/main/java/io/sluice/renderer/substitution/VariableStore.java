package io.sluice.renderer.substitution;

import io.sluice.events.Reference;

/// Where ConfigMaps and Secrets are read.
public interface VariableStore {

    /// Reads one of them.
    ///
    /// @param seen as the source-watcher saw it; what was read of it before may be given again
    /// @throws UnreadableException if it cannot be read, which says nothing of whether it is there
    FoundVariables read(Reference seen) throws UnreadableException, InterruptedException;

    /// An object that cannot be read.
    final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean forbidden;

        /// @param forbidden whether the API server refused; otherwise it did not answer
        public UnreadableException(String message, boolean forbidden, Throwable cause) {
            super(message, cause);
            this.forbidden = forbidden;
        }

        /// Whether trying again is of no use.
        public boolean isForbidden() {
            return forbidden;
        }
    }
}
