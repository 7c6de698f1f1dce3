package io.sluice.applier.engine;

/// A run ends here: what it was for no longer holds, or the API server is away. What it did so far
/// stands, and the next run goes on from there.
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Next next;

    /// What comes after the stop.
    enum Next {
        /// Something newer is there; the unit looks again at once.
        AT_ONCE,
        /// It cannot be done now; the unit tries again after a while.
        LATER,
        /// The API server refuses; trying again helps only if somebody changes something.
        REFUSED
    }

    private StoppedException(String message, Next next) {
        super(message, null, false, false);
        this.next = next;
    }

    /// Something newer is there; the unit looks again at once.
    static StoppedException superseded(String message) {
        return new StoppedException(message, Next.AT_ONCE);
    }

    /// It cannot be done now; the unit tries again after a while.
    static StoppedException later(String message) {
        return new StoppedException(message, Next.LATER);
    }

    /// It may not be done; the unit says so, where it has somebody to say it to.
    static StoppedException refused(String message) {
        return new StoppedException(message, Next.REFUSED);
    }

    Next next() {
        return next;
    }
}
