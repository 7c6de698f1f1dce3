package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A unit with a service account can do what that account can do, and no more.
final class ImpersonationIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_the_account_may_not_do_is_refused_and_what_it_may_is_done() {
        var unit = bench.declare("app", "serviceAccountName: tenant");

        var refused =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                        ApplyFailed.class);

        assertThat(refused.message())
                .contains("Forbidden")
                .contains("system:serviceaccount:" + bench.namespace + ":tenant");
        bench.client
                .rbac()
                .roleBindings()
                .inNamespace(bench.namespace)
                .load(
                        new java.io.ByteArrayInputStream(
                                """
                                apiVersion: rbac.authorization.k8s.io/v1
                                kind: RoleBinding
                                metadata: {name: tenant, namespace: %1$s}
                                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                                subjects: [{kind: ServiceAccount, name: tenant, namespace: %1$s}]
                                """
                                        .formatted(bench.namespace)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .create();
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                bench.awaitOutcome(
                                        unit,
                                        bench.render(
                                                unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                                        Applied.class));
    }
}
