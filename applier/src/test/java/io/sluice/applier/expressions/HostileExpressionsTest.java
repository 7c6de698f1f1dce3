package io.sluice.applier.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one expression can take from everybody else.
final class HostileExpressionsTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Map<String, Object> object =
            Map.of(
                    "many", LongStream.range(0, 5000).boxed().toList(),
                    "texts", Collections.nCopies(2000, "x".repeat(200)),
                    "text", "a".repeat(1_000_000),
                    "middle", "a".repeat(20_000),
                    "nothing", NullValue.NULL_VALUE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "many.all(x, many.all(y, x + y >= 0))",
                "many.all(x, many.all(y, x + y >= 0)) || true",
                "many.map(x, many) == many.map(x, many)",
                "text.matches('(a?){100}b')",
                "text.matches('(a*)*b')",
                "many.exists(x, middle.matches('(a|b|c)*d'))",
                "text.replace('a', text).size() > 0",
                "texts.join(text).size() > 0",
                "many.exists(x, text.contains('aaaaaaaaaaaaaaaaaaab'))",
                "sets.equivalent(many, many)",
                "sets.contains(many.map(x, x + 1), many)",
                "many.map(x, text + text).size() > 0",
                "many.exists(x, text.lowerAscii() == 'b')",
                "many.exists(x, base64.encode(bytes(text)) == 'b')",
            })
    @Timeout(20)
    void an_expensive_expression_is_ended(String expression) throws InvalidExpressionException {
        var hostile = CelLanguage.parse("spec", expression);
        CelLanguage.parse("spec", "many.size() == 5000").evaluate(object);

        long started = System.nanoTime();
        var answer = hostile.evaluate(object);

        assertThat(answer)
                .isEqualTo(new Expression.Answer.Failed("spec", "it costs more than 200000 units"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SHORT);
    }

    @Test
    @Timeout(20)
    void doubling_within_doubling_is_ended_before_it_takes_memory()
            throws InvalidExpressionException {
        String strings = "'0123456789abcdef'";
        String lists = "[1, 2]";
        for (int depth = 0; depth < 30; depth++) {
            String name = "v" + depth;
            strings = "[%s].map(%2$s, %2$s + %2$s)[0]".formatted(strings, name);
            lists = "[%s].map(%2$s, [%2$s, %2$s])[0]".formatted(lists, name);
        }
        for (String expression : List.of(strings + " == ''", lists + " == " + lists)) {
            assertThat(CelLanguage.parse("spec", expression).evaluate(object))
                    .isEqualTo(
                            new Expression.Answer.Failed(
                                    "spec", "it costs more than 200000 units"));
        }
    }

    @Test
    void an_expression_over_a_thousand_conditions_is_not_hostile()
            throws InvalidExpressionException {
        var conditions =
                LongStream.range(0, 1000)
                        .mapToObj(
                                n -> Map.of("type", "T" + n, "status", "True", "message", "m" + n))
                        .toList();
        var expression =
                CelLanguage.parse(
                        "spec",
                        "status.conditions.filter(e, e.type.startsWith('T'))"
                                + ".all(e, e.status == 'True' && e.message.contains('m'))");
        assertThat(expression.evaluate(Map.of("status", Map.of("conditions", conditions))))
                .isEqualTo(new Expression.Answer.Decided(true));
    }

    @Test
    void an_expression_that_is_too_long_is_refused() {
        assertThat(invalid("true" + " || true".repeat(5000)))
                .contains("expression code point size");
    }

    @Test
    void an_expression_that_is_nested_too_deeply_is_refused() {
        assertThat(invalid("(".repeat(2000) + "true" + ")".repeat(2000))).isNotEmpty();
    }

    private static String invalid(String expression) {
        try {
            CelLanguage.parse("spec", expression);
            return "";
        } catch (InvalidExpressionException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
