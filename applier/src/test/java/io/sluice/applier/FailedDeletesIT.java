package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ObjectChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Objects whose deletion the API server refuses are not forgotten.
final class FailedDeletesIT {

    private final TestBench bench = TestBench.started();

    @BeforeEach
    void protect() {
        bench.client
                .resource(
                        """
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: protect-%1$s}
                        spec:
                          failurePolicy: Fail
                          matchConstraints:
                            namespaceSelector:
                              matchLabels: {kubernetes.io/metadata.name: %1$s}
                            resourceRules:
                              - {apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [configmaps]}
                          validations:
                            - {expression: "!oldObject.metadata.name.startsWith('held')", message: "it is protected"}
                        """
                                .formatted(bench.namespace))
                .create();
        bench.client
                .resource(
                        """
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicyBinding
                        metadata: {name: protect-%1$s}
                        spec: {policyName: protect-%1$s, validationActions: [Deny]}
                        """
                                .formatted(bench.namespace))
                .create();
        bench.client.resource(bench.configMapYaml("held-probe", "1")).create();
        await().atMost(TestBench.SOON).until(this::isProtected);
    }

    @AfterEach
    void stop() {
        release();
        bench.close();
    }

    @Test
    void they_stay_in_the_inventory_and_the_rest_is_deleted() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("free", "1"),
                        bench.configMapYaml("held", "1")),
                Applied.class);

        var failed = bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), ApplyFailed.class);

        assertThat(failed.reason()).isEqualTo("PruneFailed");
        assertThat(failed.message())
                .contains("ConfigMap/" + bench.namespace + "/held delete failed")
                .contains("it is protected");
        assertThat(failed.changes())
                .extracting(ObjectChange::toString)
                .containsExactly("ConfigMap/" + bench.namespace + "/free deleted");
        assertThat(bench.inventory(unit)).containsExactly(bench.namespace + "_held__ConfigMap");
    }

    @Test
    void the_next_request_tries_again() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("held", "1")),
                Applied.class);
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), ApplyFailed.class);

        release();
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:3"), Applied.class);

        assertThat(bench.configMap("held")).isNull();
        assertThat(bench.inventory(unit)).isEmpty();
    }

    @Test
    void a_deletion_of_the_unit_says_what_holds_it_and_ends_when_that_lets_go() {
        var unit = bench.declare("app");
        var request = bench.render(unit, "main@sha1:1", bench.configMapYaml("held", "1"));
        bench.awaitOutcome(unit, request, Applied.class);

        bench.client
                .resources(Kustomization.class)
                .inNamespace(bench.namespace)
                .withName("app")
                .delete();

        var failed = bench.awaitOutcome(unit, request, ApplyFailed.class);
        assertThat(failed.reason()).isEqualTo("PruneFailed");
        assertThat(failed.message()).contains("it is protected");
        assertThat(bench.exists(unit)).isTrue();
        release();
        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
        assertThat(bench.configMap("held")).isNull();
    }

    private boolean isProtected() {
        try {
            bench.client.configMaps().inNamespace(bench.namespace).withName("held-probe").delete();
            bench.client
                    .resource(bench.configMapYaml("held-probe", "1"))
                    .patch(PatchContext.of(PatchType.SERVER_SIDE_APPLY));
            return false;
        } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains("it is protected");
        }
    }

    private void release() {
        bench.client
                .genericKubernetesResources(
                        "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding")
                .withName("protect-" + bench.namespace)
                .delete();
        bench.client
                .genericKubernetesResources(
                        "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy")
                .withName("protect-" + bench.namespace)
                .delete();
        await().atMost(TestBench.SOON)
                .ignoreExceptions()
                .until(
                        () -> {
                            bench.client
                                    .configMaps()
                                    .inNamespace(bench.namespace)
                                    .withName("held-probe")
                                    .delete();
                            return true;
                        });
    }
}
