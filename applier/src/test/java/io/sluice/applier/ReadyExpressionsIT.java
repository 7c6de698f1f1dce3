package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Context;
import io.sluice.events.ResourceKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The users' own words on when a dependency is ready.
final class ReadyExpressionsIT {

    private static final String SAME_VERSION =
            """
            dependsOn:
            - name: infra
              readyExpr: self.metadata.labels['version'] == dep.metadata.labels['version']
            """;

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_expression_over_both_resources_replaces_the_built_in_check() {
        var infra = bench.declare("infra");
        label(infra, "1");
        var app = bench.declare("app", SAME_VERSION);
        label(app, "2");
        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        awaitBlocked(app, request, "is not ready according to readyExpr eval");

        label(infra, "2");

        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void a_change_of_the_dependent_itself_is_seen() {
        var infra = bench.declare("infra");
        label(infra, "2");
        var app = bench.declare("app", SAME_VERSION);
        label(app, "1");
        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        bench.awaitOutcome(app, request, ApplyBlocked.class);

        label(app, "2");

        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void with_the_gate_both_must_hold() {
        bench.stop();
        bench.withAdditiveReadiness();
        bench.start();
        var infra = bench.declare("infra");
        label(infra, "2");
        var app = bench.declare("app", SAME_VERSION);
        label(app, "2");
        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        awaitBlocked(app, request, "is not ready");

        bench.render(infra, "main@sha1:1", bench.configMapYaml("infra", "1"));

        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void an_expression_without_an_answer_blocks_and_says_why() {
        bench.declare("infra");
        var app =
                bench.declare(
                        "app",
                        """
                        dependsOn:
                        - {name: infra, readyExpr: "dep.status.lastAppliedRevision != null"}
                        """);

        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));

        assertThat(bench.awaitOutcome(app, request, ApplyBlocked.class).message())
                .startsWith(
                        "dependency '%s/infra' is not ready: spec.dependsOn[0].readyExpr cannot"
                                .formatted(bench.namespace));
    }

    @Test
    void an_invalid_expression_is_named_and_nothing_is_applied() {
        bench.declare("infra");
        var app =
                bench.declare(
                        "app",
                        """
                        dependsOn:
                        - {name: infra, readyExpr: "dep.metadata.generation"}
                        """);

        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));

        var failed = bench.awaitOutcome(app, request, ApplyFailed.class);
        assertThat(failed.reason()).isEqualTo("InvalidCELExpression");
        assertThat(failed.message()).startsWith("spec.dependsOn[0].readyExpr must be a bool");
        assertThat(bench.configMap("app")).isNull();
    }

    @Test
    void a_corrected_expression_goes_on() {
        var infra = bench.declare("infra");
        var app = bench.declare("app", "dependsOn: [{name: infra, readyExpr: \"dep.\"}]");
        var wrong = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        bench.awaitOutcome(app, wrong, ApplyFailed.class);

        bench.setSpec(
                app,
                "dependsOn",
                java.util.List.of(java.util.Map.of("name", infra.name(), "readyExpr", "true")));
        var right = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));

        bench.awaitOutcome(app, right, Applied.class);
    }

    private void awaitBlocked(ResourceKey unit, Context request, String why) {
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                bench.awaitOutcome(
                                                                unit, request, ApplyBlocked.class)
                                                        .message())
                                        .isEqualTo(
                                                "dependency '%s/infra' %s"
                                                        .formatted(bench.namespace, why)));
    }

    private void label(ResourceKey unit, String version) {
        bench.change(
                unit,
                live -> {
                    ((ObjectNode) live.path("metadata"))
                            .withObjectProperty("labels")
                            .put("version", version);
                    return live;
                });
    }
}
