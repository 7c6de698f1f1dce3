package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.HealthReported.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The users' own words on the health of objects.
final class HealthExpressionsIT {

    private static final String BY_DATA =
            """
            wait: true
            healthCheckExprs:
            - apiVersion: v1
              kind: ConfigMap
              current: data.state == 'good'
              failed: data.state == 'bad'
            """;

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_expression_judges_instead_of_the_built_in_rules() {
        var unit = bench.declare("app", BY_DATA);

        var request = bench.render(unit, "main@sha1:1", state("new"));

        assertThat(bench.awaitHealth(unit, request, State.WAITING).message())
                .contains("ConfigMap/" + bench.namespace + "/it status: 'InProgress'");
        var bad = bench.render(unit, "main@sha1:2", state("bad"));
        bench.awaitHealth(unit, bad, State.FAILED);
        var good = bench.render(unit, "main@sha1:3", state("good"));
        bench.awaitHealth(unit, good, State.HEALTHY);
    }

    @Test
    void a_change_of_the_object_brings_the_news_without_a_request() {
        var unit = bench.declare("app", BY_DATA);
        var request = bench.render(unit, "main@sha1:1", stateless());
        bench.awaitHealth(unit, request, State.WAITING);
        bench.awaitOutcome(unit, request, Applied.class);
        var before = bench.requests();

        setState("good");
        bench.awaitHealth(unit, request, State.HEALTHY);
        setState("bad");
        bench.awaitHealth(unit, request, State.FAILED);
        setState("good");
        bench.awaitHealth(unit, request, State.HEALTHY);

        assertThat(bench.requests()).isEqualTo(before);
    }

    @Test
    void an_expression_that_finds_no_answer_says_so_until_it_does() {
        var unit =
                bench.declare(
                        "app",
                        """
                        wait: true
                        healthCheckExprs:
                        - {apiVersion: v1, kind: ConfigMap, current: data.state == 'good'}
                        """);
        var request = bench.render(unit, "main@sha1:1", stateless());

        assertThat(bench.awaitHealth(unit, request, State.WAITING).message())
                .contains("status: 'Unknown': spec.healthCheckExprs[0].current cannot be evaluated")
                .contains("state");
        setState("good");
        bench.awaitHealth(unit, request, State.HEALTHY);
    }

    @Test
    void an_invalid_expression_is_named_and_nothing_is_applied() {
        var unit =
                bench.declare(
                        "app",
                        """
                        wait: true
                        healthCheckExprs:
                        - {apiVersion: v1, kind: ConfigMap, current: "true", failed: "data ="}
                        """);

        var request = bench.render(unit, "main@sha1:1", state("good"));

        var failed = bench.awaitOutcome(unit, request, ApplyFailed.class);
        assertThat(failed.reason()).isEqualTo("InvalidCELExpression");
        assertThat(failed.message())
                .startsWith("spec.healthCheckExprs[0].failed, line 1, column 6: ");
        assertThat(bench.configMap("it")).isNull();
    }

    @Test
    void a_hostile_expression_hurts_only_its_own_unit() {
        var hostile =
                bench.declare(
                        "hostile",
                        """
                        wait: true
                        healthCheckExprs:
                        - apiVersion: v1
                          kind: ConfigMap
                          current: >-
                            data.state.split('').all(a, data.state.split('').all(b,
                            data.state.split('').all(c, a + b + c != '')))
                        """);
        var request = bench.render(hostile, "main@sha1:1", state("x".repeat(2000)));
        var unit = bench.declare("app", BY_DATA.replace("good", "fine"));
        var other =
                bench.render(unit, "main@sha1:1", state("fine").replace("name: it", "name: other"));

        bench.awaitHealth(unit, other, State.HEALTHY);
        assertThat(bench.awaitHealth(hostile, request, State.WAITING).message())
                .contains("it costs more than");
    }

    @Test
    void an_object_is_judged_again_after_a_restart() {
        var unit = bench.declare("app", BY_DATA);
        var request = bench.render(unit, "main@sha1:1", stateless());
        bench.awaitHealth(unit, request, State.WAITING);
        setState("good");
        bench.awaitHealth(unit, request, State.HEALTHY);
        bench.stop();
        setState("bad");

        bench.start();

        bench.awaitHealth(unit, request, State.FAILED);
    }

    private void setState(String state) {
        await().atMost(TestBench.SOON).until(() -> bench.configMap("it") != null);
        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("it")
                .edit(
                        live -> {
                            live.getData().put("state", state);
                            return live;
                        });
    }

    private String stateless() {
        return bench.configMapYaml("it", "1");
    }

    private String state(String state) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: it, namespace: %s}
        data: {state: "%s"}
        """
                .formatted(bench.namespace, state);
    }
}
