package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InventoryIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void lists_every_object_as_flux_does() {
        var unit = bench.declare("app");

        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("a", "1"),
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: "%s:reader"}
                        rules: []
                        """
                                .formatted(bench.namespace)),
                Applied.class);

        assertThat(bench.inventory(unit))
                .containsExactlyInAnyOrder(
                        "_" + bench.namespace + "__reader_rbac.authorization.k8s.io_ClusterRole",
                        bench.namespace + "_a__ConfigMap");
        assertThat(
                        Objects.requireNonNull(bench.resource(unit).currentStatus().inventory())
                                .entries())
                .allSatisfy(entry -> assertThat(entry.version()).isEqualTo("v1"));
    }

    @Test
    void an_object_is_in_the_inventory_before_it_is_applied() {
        var unit = bench.declare("app");

        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: bad, namespace: %s}
                        spec: {ports: [{port: 99999}]}
                        """
                                .formatted(bench.namespace));

        bench.awaitOutcome(unit, request, ApplyFailed.class);
        assertThat(bench.inventory(unit)).containsExactly(bench.namespace + "_bad__Service");
    }

    @Test
    void the_finalizer_is_there_before_the_first_object() {
        var unit = bench.declare("app");

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(bench.resource(unit).getMetadata().getFinalizers())
                .containsExactly("finalizers.fluxcd.io");
    }

    @Test
    void survives_writes_of_others_in_between() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        for (int round = 2; round < 6; round++) {
            String value = "x" + round;
            bench.client
                    .resources(io.sluice.api.kustomize.Kustomization.class)
                    .inNamespace(bench.namespace)
                    .withName("app")
                    .edit(
                            live -> {
                                live.getMetadata().setLabels(java.util.Map.of("touched", value));
                                return live;
                            });

            bench.awaitOutcome(
                    unit,
                    bench.render(unit, "main@sha1:" + round, bench.configMapYaml(value, "1")),
                    Applied.class);

            assertThat(bench.inventory(unit))
                    .containsExactly(bench.namespace + "_" + value + "__ConfigMap");
        }
        await().atMost(TestBench.SOON).until(() -> bench.configMap("x4") == null);
    }
}
