package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import io.sluice.events.ResourceKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A unit with a service account can do what that account can do, and no more.
final class ImpersonationIT {

    private final TestBench bench = new TestBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_the_account_may_not_do_is_refused_and_what_it_may_is_done() {
        bench.start();
        var unit = bench.declare("app", "serviceAccountName: tenant");

        assertForbidden(unit, "tenant");

        allow("tenant");
        awaitApplied(unit);
    }

    @Test
    void units_that_name_no_account_act_as_the_default_one_in_their_own_namespace() {
        bench.withDefaultServiceAccount("everybody");
        bench.start();
        var silent = bench.declare("app");
        var empty = bench.declare("empty", "serviceAccountName: \"\"");

        assertForbidden(silent, "everybody");
        assertForbidden(empty, "everybody");

        allow("everybody");
        awaitApplied(silent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a:b"})
    void a_name_that_is_none_never_leads_to_our_own_rights(String name) {
        bench.start();
        var unit = bench.declare("app", "serviceAccountName: \"" + name + "\"");

        var failed =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                        ApplyFailed.class);

        assertThat(failed.message()).contains("spec.serviceAccountName", "app");
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void deleting_a_unit_whose_account_is_gone_leaves_its_objects_and_lets_it_go() {
        bench.start();
        create("tenant");
        allow("tenant");
        var unit = bench.declare("app", "serviceAccountName: tenant");
        awaitApplied(unit);
        bench.client.serviceAccounts().inNamespace(bench.namespace).withName("tenant").delete();

        delete(unit);

        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
        assertThat(bench.configMap("a")).isNotNull();
        assertThat(bench.log.all(unit, Applied.class).getLast().changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.SKIPPED);
    }

    @Test
    void deleting_a_unit_deletes_as_its_account() {
        bench.start();
        create("tenant");
        allow("tenant");
        var unit = bench.declare("app", "serviceAccountName: tenant");
        awaitApplied(unit);
        bench.client.rbac().roleBindings().inNamespace(bench.namespace).withName("tenant").delete();

        delete(unit);

        await().during(java.time.Duration.ofSeconds(2)).until(() -> bench.exists(unit));
        assertThat(bench.configMap("a")).isNotNull();
        allow("tenant");
        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void what_is_checked_is_read_as_its_account() {
        bench.start();
        allow("tenant");
        var unit =
                bench.declare(
                        "app",
                        """
                        serviceAccountName: tenant
                        healthChecks: [{apiVersion: v1, kind: ConfigMap, name: a, namespace: %s}]
                        """
                                .formatted("kube-system"));

        var waiting =
                bench.awaitHealth(
                        unit,
                        bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                        HealthReported.State.WAITING);

        assertThat(waiting.message())
                .contains("ConfigMap/kube-system/a", "Forbidden")
                .contains("system:serviceaccount:" + bench.namespace + ":tenant");
    }

    private void assertForbidden(ResourceKey unit, String account) {
        var refused =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                        ApplyFailed.class);
        assertThat(refused.message())
                .contains("Forbidden")
                .contains("system:serviceaccount:" + bench.namespace + ":" + account);
    }

    private void awaitApplied(ResourceKey unit) {
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                bench.awaitOutcome(
                                        unit,
                                        bench.render(
                                                unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                                        Applied.class));
    }

    private void delete(ResourceKey unit) {
        bench.client.resource(bench.resource(unit)).delete();
    }

    private void create(String account) {
        bench.client
                .resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(account)
                                .withNamespace(bench.namespace)
                                .endMetadata()
                                .build())
                .create();
    }

    private void allow(String account) {
        bench.client
                .resource(
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withName(account)
                                .withNamespace(bench.namespace)
                                .endMetadata()
                                .withNewRoleRef(
                                        "rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                                .addNewSubject("", "ServiceAccount", account, bench.namespace)
                                .build())
                .create();
    }
}
