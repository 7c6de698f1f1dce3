package io.sluice.events.log;

/// A topic exists with settings that the protocol cannot live with; says which, and what to do.
public final class WrongTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongTopicException(String message) {
        super(message);
    }
}
