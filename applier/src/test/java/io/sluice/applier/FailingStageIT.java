package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ObjectChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stage with an error: everything that is wrong is told at once, and as little as possible is
/// changed.
final class FailingStageIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void all_errors_are_told_at_once_with_object_and_file() {
        var unit = bench.declare("app");

        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("good", "1"),
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nowhere}\n",
                        badService(),
                        """
                        apiVersion: unknown.example.com/v1
                        kind: Unknown
                        metadata: {name: strange, namespace: %s}
                        """
                                .formatted(bench.namespace));

        var failed = bench.awaitOutcome(unit, request, ApplyFailed.class);
        assertThat(failed.reason()).isEqualTo("ReconciliationFailed");
        assertThat(failed.message())
                .contains("ConfigMap/nowhere namespace not specified")
                .contains(
                        "Service/"
                                + bench.namespace
                                + "/bad (manifest.yaml) apply failed (Invalid)")
                .contains("must be between 1 and 65535")
                .contains("no matches for kind \"Unknown\" in version \"unknown.example.com/v1\"");
        assertThat(failed.failures()).hasSize(3);
    }

    @Test
    void an_error_that_is_known_beforehand_keeps_the_whole_stage_from_being_sent() {
        var unit = bench.declare("app");

        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("good", "1"),
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nowhere}\n"),
                ApplyFailed.class);

        assertThat(bench.configMap("good")).isNull();
    }

    @Test
    void what_comes_after_a_refused_object_is_not_sent_but_checked() {
        var unit = bench.declare("app");
        String deployment =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: %s
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "example.com/web:1"}]}
                """;

        var failed =
                bench.awaitOutcome(
                        unit,
                        bench.render(
                                unit,
                                "main@sha1:1",
                                badService(),
                                deployment.formatted(bench.namespace, "-1")),
                        ApplyFailed.class);

        assertThat(failed.failures())
                .extracting(failure -> failure.object().kind())
                .containsExactly("Service", "Deployment");
        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:2",
                        badService(),
                        deployment.formatted(bench.namespace, "0")),
                ApplyFailed.class);
        assertThat(bench.live("apps/v1", "Deployment", "web")).isNull();
    }

    @Test
    void the_next_stage_is_not_begun() {
        var unit = bench.declare("app");

        var failed =
                bench.awaitOutcome(
                        unit,
                        bench.render(
                                unit,
                                "main@sha1:1",
                                "apiVersion: v1\nkind: Namespace\nmetadata: {name: Not-A-Name}\n",
                                badService()),
                        ApplyFailed.class);

        assertThat(failed.failures())
                .extracting(failure -> failure.object().kind())
                .containsExactly("Namespace");
    }

    @Test
    void the_fix_converges() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit, bench.render(unit, "main@sha1:1", badService()), ApplyFailed.class);

        var applied =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "1")),
                        Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.CREATED);
    }

    private String badService() {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: bad, namespace: %s}
        spec: {ports: [{port: 99999}]}
        """
                .formatted(bench.namespace);
    }
}
