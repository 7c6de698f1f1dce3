package io.sluice.events.log;

/// The broker does not answer, or not in time; worth another try.
public final class LogUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
