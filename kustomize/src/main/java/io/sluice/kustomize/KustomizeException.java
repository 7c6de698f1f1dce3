package io.sluice.kustomize;

import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Sketch;
import org.jspecify.annotations.Nullable;

/// A build cannot go on. Becomes a [BuildResult.Failed].
public final class KustomizeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable String file;
    private final int line;
    private final transient @Nullable String field;
    private final boolean decisive;

    private KustomizeException(
            String message,
            @Nullable String file,
            int line,
            @Nullable String field,
            boolean decisive) {
        super(message, null, false, false);
        this.file = file;
        this.line = line;
        this.field = field;
        this.decisive = decisive;
    }

    /// What is wrong.
    public KustomizeException(String message) {
        this(message, null, 0, null, false);
    }

    /// What is wrong, and where.
    public KustomizeException(String message, @Nullable String file, int line) {
        this(message, file, line, null, false);
    }

    /// A file that is not YAML.
    public static KustomizeException malformed(String message, String file, int line) {
        return new KustomizeException(message, file, line, null, true);
    }

    /// Something that is certainly a file, only cannot be had.
    public static KustomizeException decisive(String message) {
        return new KustomizeException(message, null, 0, null, true);
    }

    /// A node of one kind where another is needed.
    ///
    /// @param expected the kind that is needed, as the reference calls it
    /// @param node what is there; null for nothing
    public static KustomizeException wrongKind(String expected, @Nullable Node node) {
        String kind = node == null ? "nothing" : node.kindName();
        String contents = node == null ? "" : Sketch.of(node);
        return new KustomizeException(
                "wrong node kind: expected "
                        + expected
                        + " but got "
                        + kind
                        + ": node contents:\n"
                        + contents,
                null,
                node == null ? 0 : node.line());
    }

    /// The message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }

    /// Whether what is named is certainly a file, so that it is no use to look for a directory.
    public boolean isDecisive() {
        return decisive;
    }

    /// Whether it is known which file is at fault.
    public boolean hasFile() {
        return file != null;
    }

    /// The same error with words before it.
    public KustomizeException prefixed(String words) {
        return new KustomizeException(words + text(), file, line, field, decisive);
    }

    /// The same error with another message.
    public KustomizeException reworded(String message) {
        return new KustomizeException(message, file, line, field, false);
    }

    /// The same error, located in a file unless it is already.
    public KustomizeException in(@Nullable String where, int at) {
        return file != null
                ? this
                : new KustomizeException(text(), where, line > 0 ? line : at, field, decisive);
    }

    /// The same error, blamed on a field unless one is blamed already.
    public KustomizeException of(String name) {
        return field != null ? this : new KustomizeException(text(), file, line, name, decisive);
    }

    BuildError toError() {
        return new BuildError(text(), file, line, field);
    }
}
