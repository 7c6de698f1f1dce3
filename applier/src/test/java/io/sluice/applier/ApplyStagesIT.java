package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.engine.Policies;
import io.sluice.applier.plan.DeleteGuard;
import io.sluice.applier.plan.Stages;
import io.sluice.events.Applied;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Objects of one stage are ready before those of the next are sent.
final class ApplyStagesIT {

    private final TestBench bench =
            TestBench.started(
                    new Policies(
                            true,
                            Stages.with(List.of("PersistentVolumeClaim")),
                            Leftovers.USUAL,
                            DeleteGuard.OFF));

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void definitions_come_first_then_classes_then_the_rest() {
        var unit = bench.declare("app");

        var applied =
                bench.awaitOutcome(
                        unit,
                        bench.render(
                                unit,
                                "main@sha1:1",
                                bench.configMapYaml("a", "1"),
                                """
                                apiVersion: scheduling.k8s.io/v1
                                kind: PriorityClass
                                metadata: {name: high-%s}
                                value: 1000
                                """
                                        .formatted(bench.namespace),
                                """
                                apiVersion: v1
                                kind: ConfigMap
                                metadata: {name: inside, namespace: new-%s}
                                """
                                        .formatted(bench.namespace),
                                """
                                apiVersion: v1
                                kind: Namespace
                                metadata: {name: new-%s}
                                """
                                        .formatted(bench.namespace)),
                        Applied.class);

        assertThat(applied.changes())
                .extracting(change -> change.object().kind())
                .containsExactly("Namespace", "PriorityClass", "ConfigMap", "ConfigMap");
    }

    @Test
    void a_kind_of_the_operators_choice_must_be_ready_before_the_rest_is_sent() {
        var unit = bench.declare("app");

        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("rest", "1"),
                        """
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: claim, namespace: %s}
                        spec:
                          accessModes: [ReadWriteOnce]
                          storageClassName: none
                          resources: {requests: {storage: 1Gi}}
                        """
                                .formatted(bench.namespace));

        await().atMost(TestBench.SOON)
                .until(() -> bench.live("v1", "PersistentVolumeClaim", "claim") != null);
        assertThat(bench.configMap("rest")).isNull();
        bench.client
                .persistentVolumeClaims()
                .inNamespace(bench.namespace)
                .withName("claim")
                .editStatus(
                        live -> {
                            live.getStatus().setPhase("Bound");
                            return live;
                        });
        bench.awaitOutcome(unit, request, Applied.class);
        assertThat(bench.configMap("rest")).isNotNull();
    }
}
