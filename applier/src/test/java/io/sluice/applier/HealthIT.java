package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.sluice.events.Applied;
import io.sluice.events.ApplySpec;
import io.sluice.events.DriftDetected;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_waiting_unit_is_healthy_when_all_its_objects_are() {
        var unit = bench.declare("app", "wait: true");

        var request = bench.render(unit, "main@sha1:1", deployment("web"));

        bench.awaitOutcome(unit, request, Applied.class);
        var waiting = bench.awaitHealth(unit, request, State.WAITING);
        assertThat(waiting.message()).contains("Deployment/" + bench.namespace + "/web");
        assertThat(waiting.lastReady()).isNull();
        makeReady("web");
        var healthy = bench.awaitHealth(unit, request, State.HEALTHY);
        assertThat(Objects.requireNonNull(healthy.lastReady()).revision()).isEqualTo("main@sha1:1");
    }

    @Test
    void a_failure_is_reported_at_once_and_keeps_the_last_ready_revision() {
        var unit = bench.declare("app", "wait: true");
        var first = bench.render(unit, "main@sha1:1", deployment("web"));
        bench.awaitOutcome(unit, first, Applied.class);
        makeReady("web");
        bench.awaitHealth(unit, first, State.HEALTHY);

        var second = bench.render(unit, "main@sha1:2", deployment("web"), deployment("bad"));
        bench.awaitOutcome(unit, second, Applied.class);
        setStatus(
                "bad",
                new DeploymentStatusBuilder()
                        .withObservedGeneration(1L)
                        .addNewCondition()
                        .withType("Progressing")
                        .withStatus("False")
                        .withReason("ProgressDeadlineExceeded")
                        .withMessage("it takes too long")
                        .endCondition()
                        .build());

        var failed = bench.awaitHealth(unit, second, State.FAILED);
        assertThat(failed.reason()).isEqualTo("HealthCheckFailed");
        assertThat(failed.message())
                .contains("stalled resources")
                .contains("bad status: 'Failed': it takes too long");
        assertThat(Objects.requireNonNull(failed.lastReady()).revision()).isEqualTo("main@sha1:1");
    }

    /// As Flux's bootstrap lays out a repository.
    @Test
    void a_unit_that_holds_its_own_resource_does_not_wait_for_itself() {
        var unit = bench.declare("app", "wait: true");
        String itself =
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: app, namespace: %s}
                spec:
                  interval: 10m
                  prune: true
                  wait: true
                  sourceRef: {kind: GitRepository, name: source}
                """
                        .formatted(bench.namespace);

        var request = bench.render(unit, "main@sha1:1", itself, bench.configMapYaml("a", "1"));

        bench.awaitHealth(unit, request, State.HEALTHY);
        assertThat(bench.resource(unit).getMetadata().getGeneration()).isEqualTo(1);
        assertThat(bench.log.all(unit, DriftDetected.class)).isEmpty();
    }

    @Test
    void a_newer_revision_ends_the_wait_for_the_older_one() {
        var unit = bench.declare("app", "wait: true");
        var first = bench.render(unit, "main@sha1:1", deployment("never"));
        bench.awaitHealth(unit, first, State.WAITING);

        var second = bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "1"));

        bench.awaitHealth(unit, second, State.HEALTHY);
        assertThat(bench.log.all(unit, HealthReported.class))
                .extracting(HealthReported::state)
                .containsExactly(State.WAITING, State.HEALTHY);
    }

    @Test
    void named_objects_are_checked_even_if_others_own_them() {
        var unit = bench.declare("app");
        var theirs =
                bench.client
                        .apps()
                        .deployments()
                        .inNamespace(bench.namespace)
                        .load(
                                new java.io.ByteArrayInputStream(
                                        deployment("theirs")
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .create();
        var spec =
                new ApplySpec(
                        "10m",
                        null,
                        null,
                        true,
                        false,
                        false,
                        null,
                        List.of(),
                        List.of(
                                new ApplySpec.HealthCheck(
                                        "apps/v1",
                                        "Deployment",
                                        theirs.getMetadata().getName(),
                                        bench.namespace)),
                        List.of(),
                        List.of());

        var request = bench.render(unit, "main@sha1:1", spec, bench.configMapYaml("a", "1"));

        bench.awaitHealth(unit, request, State.WAITING);
        makeReady("theirs");
        bench.awaitHealth(unit, request, State.HEALTHY);
    }

    @Test
    void a_wait_goes_on_after_a_restart() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", deployment("web"));
        bench.awaitHealth(unit, request, State.WAITING);
        bench.stop();

        bench.start();
        makeReady("web");

        bench.awaitHealth(unit, request, State.HEALTHY);
    }

    private void makeReady(String name) {
        setStatus(
                name,
                new DeploymentStatusBuilder()
                        .withObservedGeneration(1L)
                        .withReplicas(1)
                        .withUpdatedReplicas(1)
                        .withReadyReplicas(1)
                        .withAvailableReplicas(1)
                        .addNewCondition()
                        .withType("Available")
                        .withStatus("True")
                        .endCondition()
                        .addNewCondition()
                        .withType("Progressing")
                        .withStatus("True")
                        .withReason("NewReplicaSetAvailable")
                        .endCondition()
                        .build());
    }

    private void setStatus(
            String name, io.fabric8.kubernetes.api.model.apps.DeploymentStatus status) {
        bench.client
                .apps()
                .deployments()
                .inNamespace(bench.namespace)
                .withName(name)
                .editStatus(
                        live -> {
                            live.setStatus(status);
                            return live;
                        });
    }

    private String deployment(String name) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers: [{name: web, image: "example.com/web:1"}]
        """
                .formatted(name, bench.namespace);
    }
}
