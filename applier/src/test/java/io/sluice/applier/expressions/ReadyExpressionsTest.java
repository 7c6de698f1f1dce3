package io.sluice.applier.expressions;

import static io.sluice.applier.expressions.HealthExpressionsTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.applier.expressions.UnitExpressions.Reading;
import io.sluice.events.ApplySpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadyExpressionsTest {

    private static final String SELF = "{\"metadata\": {\"labels\": {\"version\": \"2\"}}}";

    @Test
    void both_resources_are_seen() {
        var same = "self.metadata.labels.version == dep.metadata.labels.version";
        assertThat(ready(same, SELF).ready()).isTrue();
        assertThat(ready(same, "{\"metadata\": {\"labels\": {\"version\": \"1\"}}}").ready())
                .isFalse();
    }

    @Test
    void an_expression_without_an_answer_says_why() {
        var answer = ready("dep.status.observedGeneration == 1", "{}");
        assertThat(answer.ready()).isFalse();
        assertThat(answer.problem().orElseThrow())
                .startsWith("spec.dependsOn[1].readyExpr cannot be evaluated")
                .contains("status");
    }

    @Test
    void an_unknown_name_is_found_before_anything_is_applied() {
        assertThat(invalid("dep.x == other.y"))
                .startsWith("spec.dependsOn[1].readyExpr, line 1, column 10: ")
                .contains("other");
    }

    @Test
    void an_unknown_function_is_found_before_anything_is_applied() {
        assertThat(invalid("dep.x.nosuch(1)")).contains("nosuch");
    }

    @Test
    void the_value_must_be_a_bool() {
        assertThat(invalid("'yes'"))
                .isEqualTo("spec.dependsOn[1].readyExpr must be a bool, but is of type string");
        assertThat(invalid("dep.status.ready"))
                .isEqualTo("spec.dependsOn[1].readyExpr must be a bool, but is of type dyn");
    }

    @Test
    void literals_must_be_of_one_type() {
        assertThat(invalid("[1, 'a'].size() == 2")).contains("column 5");
    }

    @Test
    void numbers_of_different_types_are_compared() {
        assertThat(ready("dep.n == 1.0 && dep.n < 2u", "{\"n\": 1}").ready()).isTrue();
    }

    private static UnitExpressions.Readiness ready(String expression, String dependency) {
        return ((Reading.Valid) UnitExpressions.read(spec(expression)))
                .expressions()
                .readiness(1, json(SELF), json(dependency))
                .orElseThrow();
    }

    private static String invalid(String expression) {
        return ((Reading.Invalid) UnitExpressions.read(spec(expression))).message();
    }

    private static ApplySpec spec(String expression) {
        return new ApplySpec(
                "10m",
                null,
                null,
                true,
                false,
                false,
                null,
                List.of(
                        new ApplySpec.Dependency("first", null, null),
                        new ApplySpec.Dependency("second", null, expression)),
                List.of(),
                List.of(),
                List.of());
    }
}
