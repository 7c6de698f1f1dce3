package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.kustomize.patch.GoRegex;
import io.sluice.kustomize.yaml.Budget;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is settled without the regular expression is settled as the expression would.
/// `-Dsluice.seed=S` repeats a run.
class GoRegexTest {

    private static final int EXPRESSIONS = 60_000;
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());

    private static final List<String> PARTS =
            List.of(
                    "a",
                    "b",
                    "ab",
                    "-",
                    ".",
                    ".*",
                    ".*?",
                    ".+",
                    "a*",
                    "b?",
                    "a+",
                    "b{2}",
                    "a{0,2}",
                    "{",
                    "b{,2}",
                    "[ab]",
                    "[^a]",
                    "[]a]",
                    "[[:alpha:]]",
                    "(a|b)",
                    "(?:ab)?",
                    "(a.*)",
                    "(?i)A",
                    "(?i:B)",
                    "(?P<n>a)",
                    "\\.",
                    "\\-",
                    "\\w",
                    "\\pL",
                    "\\p{L}b",
                    "\\x61",
                    "\\x{62}",
                    "\\Qa.b\\E",
                    "\\141",
                    "|",
                    "^",
                    "$",
                    "\\b",
                    "\\z",
                    "(",
                    ")",
                    "[",
                    "\\");

    @Test
    void matches_what_the_expression_matches() {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = joined(PARTS, random, 5);
            Pattern pattern = compiled("^(?:" + expression + ")$");
            if (pattern == null) {
                assertThatThrownBy(() -> GoRegex.anchored(expression, Budget.generous()))
                        .as("/%s/", expression)
                        .isInstanceOf(KustomizeException.class);
                continue;
            }
            GoRegex regex = GoRegex.anchored(expression, Budget.generous());
            for (int text = 0; text < 6; text++) {
                String name = joined(List.of("a", "b", "ab", "-", ".", "\n", "{", "A"), random, 6);
                assertThat(regex.matches(name))
                        .as("/%s/ on '%s'", expression, name)
                        .isEqualTo(pattern.matcher(name).find());
            }
        }
    }

    @Test
    void an_expression_may_close_the_group_it_is_put_into() {
        assertThat(GoRegex.anchored("ab)?(", Budget.generous()).matches("")).isTrue();
    }

    private static @Nullable Pattern compiled(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException malformed) {
            return null;
        }
    }

    private static String joined(List<String> parts, Random random, int most) {
        var text = new StringBuilder();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1,1000}){1,1000}",
                "((a{1,100}){1,100}){1,100}",
                "(a{1,1000}b{1,1000}c){1,20}",
                "a{1,1000}b{1,1000}c{1,1000}(de){1,1000}(fghijklmnopqrstuvwxyz){1,1000}"
            })
    void refuses_what_becomes_too_large(String expression) {
        assertThatThrownBy(() -> GoRegex.anchored(expression, Budget.generous()))
                .isInstanceOf(KustomizeException.class)
                .hasMessageContaining("error parsing regexp");
    }

    @Test
    void refuses_what_nests_too_deeply() {
        String expression = "(".repeat(3_000) + "a" + ")*".repeat(3_000);
        assertThatThrownBy(() -> GoRegex.anchored(expression, Budget.generous()))
                .hasMessageContaining("expression nests too deeply");
    }
}
