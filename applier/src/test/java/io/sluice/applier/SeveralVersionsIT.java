package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.events.Applied;
import io.sluice.events.DriftDetected;
import io.sluice.events.ResourceKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Units write one kind in different versions, as they do while a definition moves on.
final class SeveralVersionsIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_is_written_in_one_version_is_not_misread_in_the_other() {
        var old = bench.declare("old");
        var young = bench.declare("young");
        applied(old, autoscaler("old", "v1", "targetCPUUtilizationPercentage: 80"));
        applied(young, autoscaler("young", "v2", resourceMetric(80)));

        for (int number = 0; number < 5; number++) {
            edit("old", "{\"metadata\":{\"annotations\":{\"theirs\":\"%d\"}}}".formatted(number));
            edit("young", "{\"metadata\":{\"annotations\":{\"theirs\":\"%d\"}}}".formatted(number));
        }
        edit("old", "{\"spec\":{\"maxReplicas\":7}}");
        edit("young", "{\"spec\":{\"maxReplicas\":7}}");

        await().atMost(TestBench.SOON).until(() -> maximum("old") == 5 && maximum("young") == 5);
        assertThat(bench.log.all(old, DriftDetected.class))
                .extracting(DriftDetected::paths)
                .containsExactly(java.util.List.of("/spec/maxReplicas"));
        assertThat(bench.log.all(young, DriftDetected.class))
                .extracting(DriftDetected::paths)
                .containsExactly(java.util.List.of("/spec/maxReplicas"));
    }

    @Test
    void an_object_that_is_written_in_a_newer_version_stays_the_same_object() {
        var unit = bench.declare("app");
        applied(unit, autoscaler("a", "v1", "targetCPUUtilizationPercentage: 80"));
        String uid = uid("a");

        applied(unit, autoscaler("a", "v2", resourceMetric(70)));

        assertThat(uid("a")).isEqualTo(uid);
        assertThat(bench.inventory(unit))
                .containsExactly(bench.namespace + "_a_autoscaling_HorizontalPodAutoscaler");
        int patches = bench.requests().getOrDefault("PATCH", 0);
        applied(unit, autoscaler("a", "v2", resourceMetric(70)));
        assertThat(bench.requests().getOrDefault("PATCH", 0)).isEqualTo(patches);
        edit("a", "{\"spec\":{\"maxReplicas\":7}}");
        await().atMost(TestBench.SOON).until(() -> maximum("a") == 5);
        assertThat(bench.log.all(unit, DriftDetected.class))
                .extracting(DriftDetected::paths)
                .containsExactly(java.util.List.of("/spec/maxReplicas"));
    }

    private void applied(ResourceKey unit, String manifest) {
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", manifest), Applied.class);
    }

    private void edit(String name, String patch) {
        bench.client
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(bench.namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private int maximum(String name) {
        return bench.client
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(bench.namespace)
                .withName(name)
                .get()
                .getSpec()
                .getMaxReplicas();
    }

    private String uid(String name) {
        return bench.client
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(bench.namespace)
                .withName(name)
                .get()
                .getMetadata()
                .getUid();
    }

    private static String resourceMetric(int utilization) {
        return """
        metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: %d}}"""
                .formatted(utilization);
    }

    private String autoscaler(String name, String version, String metric) {
        return """
        apiVersion: autoscaling/%s
        kind: HorizontalPodAutoscaler
        metadata: {name: %s, namespace: %s}
        spec:
          maxReplicas: 5
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
        %s
        """
                .formatted(version, name, bench.namespace, metric.indent(2).stripTrailing());
    }
}
