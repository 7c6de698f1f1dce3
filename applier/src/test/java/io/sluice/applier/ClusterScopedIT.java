package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.events.Applied;
import io.sluice.events.DriftDetected;
import io.sluice.events.HealthReported;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An object without a namespace whose manifest names one, as `spec.targetNamespace` makes it of
/// resources whose kind Kustomize does not know.
final class ClusterScopedIT {

    private final TestBench bench = TestBench.started();
    private final String name = "high-" + bench.namespace;

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void is_applied_once_repaired_and_deleted_like_any_other() {
        var unit = bench.declare("app", "wait: true");
        var first = bench.render(unit, "main@sha1:1", priorityClass());
        bench.awaitOutcome(unit, first, Applied.class);
        bench.awaitHealth(unit, first, HealthReported.State.HEALTHY);
        assertThat(bench.inventory(unit))
                .containsExactly(bench.namespace + "_" + name + "_scheduling.k8s.io_PriorityClass");

        int patches = bench.requests().getOrDefault("PATCH", 0);
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", priorityClass()), Applied.class);
        assertThat(bench.requests().getOrDefault("PATCH", 0)).isEqualTo(patches);

        edit("{\"description\":\"by hand\"}");
        await().atMost(TestBench.SOON).until(() -> "ours".equals(live().getDescription()));
        assertThat(bench.log.all(unit, DriftDetected.class))
                .extracting(DriftDetected::paths)
                .containsExactly(java.util.List.of("/description"));

        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), Applied.class);
        assertThat((Object) live()).isNull();
        assertThat(bench.inventory(unit)).isEmpty();
    }

    private void edit(String patch) {
        bench.client
                .scheduling()
                .v1()
                .priorityClasses()
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private PriorityClass live() {
        return bench.client.scheduling().v1().priorityClasses().withName(name).get();
    }

    private String priorityClass() {
        return """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: %s, namespace: %s}
        value: 1000
        description: ours
        """
                .formatted(name, bench.namespace);
    }
}
