package io.sluice.kustomize.yaml;

/// A text that is not YAML, or not the YAML that is allowed.
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /// What is wrong, and in which line of the text (from 1; 0 if unknown).
    public YamlException(String message, int line) {
        super(message, null, false, false);
        this.line = line;
    }

    /// The line, counted from 1, or 0.
    public int line() {
        return line;
    }

    /// The message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }
}
