package io.sluice.sourcewatcher.source;

/// A check that ends in a failure which the user should see.
public final class CheckFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CheckOutcome.Failed failure;

    public CheckFailedException(String reason, String message, String condition, boolean stalled) {
        super(message);
        this.failure = new CheckOutcome.Failed(reason, message, condition, stalled);
    }

    /// What to tell the user.
    public CheckOutcome.Failed failure() {
        return failure;
    }
}
