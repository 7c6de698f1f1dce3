package io.sluice.renderer.substitution;

/// A text whose variables cannot be replaced; the message never holds a value.
final class ExpansionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExpansionException(String message) {
        super(message, null, false, false);
    }

    /// The message, never null.
    String text() {
        return String.valueOf(getMessage());
    }
}
