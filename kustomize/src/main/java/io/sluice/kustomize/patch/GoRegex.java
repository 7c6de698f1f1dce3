package io.sluice.kustomize.patch;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.patch.RequiredTexts.Verdict;
import io.sluice.kustomize.yaml.Budget;
import org.jspecify.annotations.Nullable;

/// A regular expression as Go understands it; plain words are compared without one. What matching
/// costs comes from the build's budget.
public final class GoRegex {

    private static final int LONGEST = 10_000;

    /// The characters that could be matched in the time it takes to compile.
    private static final int COMPILING = 20;

    private final String expression;
    private final Budget budget;
    private final @Nullable Pattern pattern;
    private final @Nullable RequiredTexts required;

    private GoRegex(
            String expression,
            Budget budget,
            @Nullable Pattern pattern,
            @Nullable RequiredTexts required) {
        this.expression = expression;
        this.budget = budget;
        this.pattern = pattern;
        this.required = required;
    }

    /// Matches a whole text.
    public static GoRegex anchored(String expression, Budget budget) {
        if (isLiteral(expression)) {
            return new GoRegex(expression, budget, null, null);
        }
        RequiredTexts required = outline(expression);
        Pattern pattern = compile("^(?:" + expression + ")$", budget);
        return new GoRegex(expression, budget, pattern, required);
    }

    /// Matches as the expression itself says.
    public static GoRegex searching(String expression, Budget budget) {
        outline(expression);
        return new GoRegex(expression, budget, compile(expression, budget), null);
    }

    private static RequiredTexts outline(String expression) {
        if (expression.length() > LONGEST) {
            throw new KustomizeException("error parsing regexp: expression too long");
        }
        return RegexOutline.of(expression);
    }

    private static Pattern compile(String expression, Budget budget) {
        try {
            Pattern pattern = Pattern.compile(expression);
            budget.match(pattern.programSize(), COMPILING);
            return pattern;
        } catch (PatternSyntaxException e) {
            throw RegexOutline.refused(e.getDescription(), e.getPattern());
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
        return pattern == null ? expression : null;
    }

    /// Whether the expression is empty.
    public boolean isEmpty() {
        return expression.isEmpty();
    }

    /// Whether the text matches.
    public boolean matches(String text) {
        if (pattern == null) {
            return expression.equals(text);
        }
        Verdict verdict = required == null ? Verdict.UNKNOWN : required.of(text);
        return switch (verdict) {
            case MATCHES -> true;
            case DIFFERS -> false;
            case UNKNOWN -> {
                budget.match(pattern.programSize(), text.length());
                yield pattern.matcher(text).find();
            }
        };
    }
}
