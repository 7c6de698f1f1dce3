package io.sluice.applier.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.expressions.UnitExpressions.Reading;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.applier.health.ObjectHealth.State;
import io.sluice.events.ApplySpec;
import io.sluice.events.ObjectId;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthExpressionsTest {

    @Test
    void in_progress_is_asked_before_failed_before_current() {
        assertThat(judge("true", "true", "true").state()).isEqualTo(State.IN_PROGRESS);
        assertThat(judge("false", "true", "true").state()).isEqualTo(State.FAILED);
        assertThat(judge("false", "false", "true").state()).isEqualTo(State.CURRENT);
    }

    @Test
    void an_object_of_which_nothing_is_true_is_in_progress() {
        assertThat(judge(null, null, "false").state()).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void a_generation_that_is_not_observed_comes_before_all_expressions() {
        var old = "{\"apiVersion\":\"a/v1\",\"kind\":\"A\",\"metadata\":{\"generation\":2}";
        assertThat(health("true", old + ",\"status\":{\"observedGeneration\":1}}").state())
                .isEqualTo(State.IN_PROGRESS);
        assertThat(health("true", old + ",\"status\":{\"observedGeneration\":\"1\"}}").state())
                .isEqualTo(State.CURRENT);
    }

    @Test
    void a_field_that_is_missing_makes_the_health_unknown_and_is_named() {
        var health = judge(null, null, "status.missing == 'x'");
        assertThat(health.state()).isEqualTo(State.UNKNOWN);
        assertThat(health.message())
                .startsWith("spec.healthCheckExprs[0].current cannot be evaluated")
                .contains("missing");
    }

    @Test
    void a_value_that_is_no_bool_makes_the_health_unknown() {
        assertThat(judge(null, null, "status.phase").message()).contains("it is not a bool");
    }

    @Test
    void types_are_not_checked_before_there_is_an_object() {
        assertThat(read("data.phase == 1 || nosuch(2)")).isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'True')",
                "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
                "has(status.phase) && !has(status.other)",
                "status.?other.orValue('none') == 'none'",
                "status[?'phase'].hasValue()",
                "status.count == 3.0 && status.ratio < 1 && status.count > 2.5",
                "status.nothing == null",
                "status.phase.lowerAscii() == 'running'",
                "status.phase.replace('R', 'r').matches('^runn')",
                "status.phase.split('').join('-').size() == 13",
                "sets.contains(status.names, ['a'])",
                "base64.decode(base64.encode(b'x')) == b'x'",
                "timestamp('2024-01-01T23:00:00Z').getHours() == 23",
                "duration('1h') > duration('59m')",
                "metadata.generation == status.observedGeneration",
            })
    void the_language_is_flux_s(String expression) {
        assertThat(judge(null, null, expression)).isEqualTo(ObjectHealth.CURRENT);
    }

    @Test
    void a_syntax_error_names_field_and_position() {
        assertThat(((Reading.Invalid) read("status.phase ==")).message())
                .startsWith("spec.healthCheckExprs[0].current, line 1, column 16: ");
    }

    @Test
    void kinds_without_an_expression_are_left_alone() {
        var expressions = ((Reading.Valid) read("true")).expressions();
        assertThat(expressions.judges(new ObjectId("a/v2", "A", "n", "x"))).isTrue();
        assertThat(expressions.judges(new ObjectId("a/v1", "B", "n", "x"))).isFalse();
        assertThat(expressions.health(json("{\"apiVersion\":\"b/v1\",\"kind\":\"A\"}"))).isEmpty();
    }

    @Test
    void without_a_kind_all_kinds_of_the_group_are_meant() {
        var check = new ApplySpec.HealthCheckExpression("a/v1", null, "true", null, null);
        var expressions = ((Reading.Valid) UnitExpressions.read(spec(check))).expressions();
        assertThat(expressions.judges(new ObjectId("a/v1", "B", "n", "x"))).isTrue();
    }

    @Test
    void the_first_of_two_for_one_kind_counts() {
        var expressions =
                ((Reading.Valid)
                                UnitExpressions.read(
                                        spec(
                                                check(null, null, "true"),
                                                check(null, "true", "false"))))
                        .expressions();
        assertThat(expressions.health(json("{\"apiVersion\":\"a/v1\",\"kind\":\"A\"}")))
                .contains(ObjectHealth.CURRENT);
    }

    @Test
    void what_a_secret_says_is_not_quoted() {
        var check =
                new ApplySpec.HealthCheckExpression(
                        "v1", "Secret", "int(data.password) == 1", null, null);
        var expressions = ((Reading.Valid) UnitExpressions.read(spec(check))).expressions();
        var secret =
                json("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"password\":\"p4\"}}");
        assertThat(expressions.health(secret).orElseThrow().message())
                .isEqualTo("spec.healthCheckExprs[0].current cannot be evaluated");
    }

    @Test
    void an_object_that_is_being_deleted_is_terminating() {
        var object =
                "{\"apiVersion\":\"a/v1\",\"kind\":\"A\",\"metadata\":{\"deletionTimestamp\":\"x\"}}";
        assertThat(health("true", object).state()).isEqualTo(State.TERMINATING);
    }

    private static ObjectHealth judge(
            @Nullable String inProgress, @Nullable String failed, String current) {
        var reading = UnitExpressions.read(spec(check(inProgress, failed, current)));
        return ((Reading.Valid) reading)
                .expressions()
                .health(
                        json(
                                """
                                {"apiVersion": "a/v1", "kind": "A",
                                 "metadata": {"name": "x", "generation": 4},
                                 "status": {"observedGeneration": 4, "phase": "Running",
                                   "count": 3, "ratio": 0.5, "nothing": null, "names": ["a", "b"],
                                   "conditions": [{"type": "Ready", "status": "True"}]}}
                                """))
                .orElseThrow();
    }

    private static ObjectHealth health(String current, String object) {
        return ((Reading.Valid) read(current)).expressions().health(json(object)).orElseThrow();
    }

    private static Reading read(String current) {
        return UnitExpressions.read(spec(check(null, null, current)));
    }

    private static ApplySpec.HealthCheckExpression check(
            @Nullable String inProgress, @Nullable String failed, String current) {
        return new ApplySpec.HealthCheckExpression("a/v1", "A", current, inProgress, failed);
    }

    private static ApplySpec spec(ApplySpec.HealthCheckExpression... checks) {
        return new ApplySpec(
                "10m",
                null,
                null,
                true,
                true,
                false,
                null,
                List.of(),
                List.of(),
                List.of(checks),
                List.of());
    }

    static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
