package io.sluice.sandbox.process;

import java.io.Serial;

/// A part of the sandbox that did not start, or died: the message names it and ends with its log.
public final class PartFailedException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    public PartFailedException(String message) {
        super(message);
    }

    public PartFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The part's name, what happened, and the last lines it wrote.
    static PartFailedException of(Child child, String what) {
        return new PartFailedException(
                child.name()
                        + " "
                        + what
                        + "\nlast lines of "
                        + child.log()
                        + ":\n"
                        + child.tail(20));
    }
}
