package io.sluice.applier.engine;

/// A run ends here: what it was for no longer holds, or the API server is away. What it did so far
/// stands, and the next run goes on from there.
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean again;

    private StoppedException(String message, boolean again) {
        super(message, null, false, false);
        this.again = again;
    }

    /// Something newer is there; the unit looks again at once.
    static StoppedException superseded(String message) {
        return new StoppedException(message, false);
    }

    /// It cannot be done now; the unit tries again after a while.
    static StoppedException later(String message) {
        return new StoppedException(message, true);
    }

    /// Whether to try again after a while.
    boolean isToBeRepeated() {
        return again;
    }
}
