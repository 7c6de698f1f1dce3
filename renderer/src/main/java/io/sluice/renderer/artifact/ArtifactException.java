package io.sluice.renderer.artifact;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An artifact that cannot be had.
public final class ArtifactException extends IOException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    /// Why.
    public enum Kind {
        /// The store does not have it any more.
        GONE,
        /// The store does not answer as it should.
        UNREACHABLE,
        /// What the store gave is not what was announced, or breaks a limit.
        REFUSED
    }

    /// An artifact that cannot be had; the message is for the user.
    public ArtifactException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// An artifact that breaks a rule.
    public static ArtifactException refused(String message) {
        return new ArtifactException(Kind.REFUSED, message, null);
    }

    /// Why.
    public Kind kind() {
        return kind;
    }
}
