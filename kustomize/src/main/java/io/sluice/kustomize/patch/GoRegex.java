package io.sluice.kustomize.patch;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.kustomize.KustomizeException;
import org.jspecify.annotations.Nullable;

/// A regular expression as Go understands it; plain words are compared without one.
public final class GoRegex {

    private static final int LONGEST = 10_000;

    private final @Nullable Pattern pattern;
    private final String literal;

    private GoRegex(@Nullable Pattern pattern, String literal) {
        this.pattern = pattern;
        this.literal = literal;
    }

    /// Matches a whole text.
    public static GoRegex anchored(String expression) {
        if (isLiteral(expression)) {
            return new GoRegex(null, expression);
        }
        return new GoRegex(compile("^(?:" + expression + ")$"), expression);
    }

    /// Compiles an expression as it is.
    public static Pattern compile(String expression) {
        if (expression.length() > LONGEST) {
            throw new KustomizeException("error parsing regexp: expression too long");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new KustomizeException(
                    "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    /// Whether the expression is made of characters that mean themselves.
    public static boolean isLiteral(String expression) {
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            boolean word =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_'
                            || c == '/';
            if (!word) {
                return false;
            }
        }
        return true;
    }

    /// The text the expression stands for if it is plain, otherwise null.
    public @Nullable String literal() {
        return pattern == null ? literal : null;
    }

    /// Whether the expression is empty.
    public boolean isEmpty() {
        return literal.isEmpty();
    }

    /// Whether the whole text matches.
    public boolean matches(String text) {
        return pattern == null ? literal.equals(text) : pattern.matcher(text).find();
    }
}
