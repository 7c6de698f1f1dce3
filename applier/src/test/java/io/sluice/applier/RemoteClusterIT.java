package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ResourceKey;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A unit with a kubeconfig has its objects in another cluster, and nothing of them in ours.
final class RemoteClusterIT {

    private static final String REMOTE = "kubeConfig: {secretRef: {name: remote}}";
    private static ControlPlane other;

    private final TestBench bench = new TestBench();

    @BeforeAll
    static void startOther() {
        other = ControlPlane.start();
    }

    @AfterAll
    static void stopOther() {
        other.close();
    }

    @BeforeEach
    void start() {
        bench.start();
        other.client()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(bench.namespace)
                                .endMetadata()
                                .build())
                .create();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void objects_are_applied_pruned_and_deleted_in_the_other_cluster_and_nowhere_else() {
        secret("value", kubeconfig());
        ourOwn("a", "ours");
        var unit = bench.declare("app", REMOTE);

        apply(unit, "1", bench.configMapYaml("a", "1"), bench.configMapYaml("b", "1"));
        assertThat(value("a")).isEqualTo("1");
        assertThat(value("b")).isEqualTo("1");
        assertThat(bench.inventory(unit)).hasSize(2);

        apply(unit, "2", bench.configMapYaml("b", "2"));
        assertThat(value("a")).isNull();
        assertThat(value("b")).isEqualTo("2");
        assertThat(bench.inventory(unit)).hasSize(1);

        bench.client.resource(bench.resource(unit)).delete();
        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
        assertThat(value("b")).isNull();
        assertThat(bench.configMap("b")).isNull();
        assertThat(data(bench.configMap("a"))).isEqualTo("ours");
    }

    @Test
    void what_was_changed_there_is_repaired_at_the_next_request_and_what_is_equal_is_not_written() {
        secret("value.yaml", kubeconfig());
        var unit = bench.declare("app", REMOTE);
        apply(unit, "1", bench.configMapYaml("a", "1"), bench.configMapYaml("b", "1"));
        String untouched = there("b").getMetadata().getResourceVersion();
        other.client()
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .edit(
                        map -> {
                            map.setData(Map.of("key", "drifted"));
                            return map;
                        });

        Applied repaired =
                apply(unit, "1", bench.configMapYaml("a", "1"), bench.configMapYaml("b", "1"));

        assertThat(value("a")).isEqualTo("1");
        assertThat(there("b").getMetadata().getResourceVersion()).isEqualTo(untouched);
        assertThat(repaired.changes())
                .extracting(ObjectChange::action)
                .containsExactlyInAnyOrder(Action.CONFIGURED, Action.UNCHANGED);
    }

    /// Whoever manages a fleet from here keeps Flux in the other clusters.
    @Test
    void the_controllers_of_flux_are_objects_like_any_other_there() {
        secret("value", kubeconfig());
        var unit = bench.declare("app", REMOTE);
        apply(unit, "1", TestDeployments.ofFlux(bench));
        assertThat(fluxThere()).isNotNull();

        apply(unit, "2");
        assertThat(fluxThere()).isNull();
    }

    private @Nullable Deployment fluxThere() {
        return other.client()
                .apps()
                .deployments()
                .inNamespace(bench.namespace)
                .withName("kustomize-controller")
                .get();
    }

    @Test
    void health_is_looked_at_in_the_other_cluster() {
        secret("value", kubeconfig());
        var unit = bench.declare("app", REMOTE + "\nwait: true");
        var request = bench.render(unit, "main@sha1:1", claim());
        bench.awaitHealth(unit, request, HealthReported.State.WAITING);

        other.client()
                .persistentVolumeClaims()
                .inNamespace(bench.namespace)
                .withName("claim")
                .editStatus(
                        live -> {
                            live.getStatus().setPhase("Bound");
                            return live;
                        });

        bench.awaitHealth(unit, request, HealthReported.State.HEALTHY);
    }

    @Test
    void the_account_is_the_other_clusters() {
        secret("value", kubeconfig());
        var unit = bench.declare("app", REMOTE + "\nserviceAccountName: tenant");

        assertThat(failure(unit, bench.configMapYaml("a", "1")))
                .contains("Forbidden", "system:serviceaccount:" + bench.namespace + ":tenant");

        allowThere("tenant");
        await().atMost(TestBench.SOON)
                .untilAsserted(() -> apply(unit, "1", bench.configMapYaml("a", "1")));
        assertThat(value("a")).isEqualTo("1");
    }

    @Test
    void a_kubeconfig_does_not_get_around_the_default_account() {
        bench.stop();
        bench.withDefaultServiceAccount("everybody");
        bench.start();
        secret("value", kubeconfig());
        var unit = bench.declare("app", REMOTE);

        assertThat(failure(unit, bench.configMapYaml("a", "1")))
                .contains("Forbidden", "system:serviceaccount:" + bench.namespace + ":everybody");
    }

    @Test
    void a_new_version_of_the_secret_is_used_at_once() {
        secret("value", kubeconfig().replaceAll("token: .*", "token: \"expired\""));
        var unit = bench.declare("app", REMOTE);
        assertThat(failure(unit, bench.configMapYaml("a", "1"))).contains("Unauthorized");

        secret("value", kubeconfig());

        apply(unit, "1", bench.configMapYaml("a", "1"));
        assertThat(value("a")).isEqualTo("1");
    }

    @Test
    void what_is_wrong_with_the_secret_is_named() {
        var unit = bench.declare("app", REMOTE);
        assertThat(failure(unit, bench.configMapYaml("a", "1")))
                .contains("Secret " + bench.namespace + "/remote does not exist");

        secret("other", kubeconfig());
        assertThat(failure(unit, bench.configMapYaml("a", "1")))
                .contains("no kubeconfig under value or value.yaml");

        secret("value", "{}");
        assertThat(failure(unit, bench.configMapYaml("a", "1"))).contains("current-context");

        secret("value", kubeconfig().replaceAll("token: .*", "exec: {command: /bin/true}"));
        assertThat(failure(unit, bench.configMapYaml("a", "1")))
                .contains("exec", "SLUICE_APPLIER_INSECURE_KUBECONFIG_EXEC");

        secret("value", kubeconfig().replaceAll("certificate-authority-data: .*", ""));
        assertThat(failure(unit, bench.configMapYaml("a", "1")))
                .contains(
                        "the cluster of Secret " + bench.namespace + "/remote", "does not answer");
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void a_cluster_that_is_away_fails_its_own_units_only() {
        secret("value", kubeconfig().replaceAll("server: .*", "server: https://127.0.0.1:1"));
        var away = bench.declare("away", REMOTE);
        var here = bench.declare("here");

        var ofAway = bench.render(away, "main@sha1:1", bench.configMapYaml("a", "1"));
        var ofHere = bench.render(here, "main@sha1:1", bench.configMapYaml("here", "1"));

        bench.awaitOutcome(here, ofHere, Applied.class);
        assertThat(bench.awaitOutcome(away, ofAway, ApplyFailed.class).message())
                .contains("https://127.0.0.1:1", "does not answer");
    }

    @Test
    void a_unit_that_moves_to_another_cluster_is_applied_there() {
        secret("value", kubeconfig());
        var unit = bench.declare("app");
        apply(unit, "1", bench.configMapYaml("a", "1"));

        bench.setSpec(unit, "kubeConfig", Map.of("secretRef", Map.of("name", "remote")));
        apply(unit, "1", bench.configMapYaml("a", "1"));

        assertThat(value("a")).isEqualTo("1");
    }

    @Test
    void a_unit_whose_secret_is_gone_waits_for_it_before_it_goes_itself() {
        secret("value", kubeconfig());
        var unit = bench.declare("app", REMOTE);
        apply(unit, "1", bench.configMapYaml("a", "1"));
        ourOwn("a", "ours");
        bench.client.secrets().inNamespace(bench.namespace).withName("remote").delete();

        bench.client.resource(bench.resource(unit)).delete();

        await().during(java.time.Duration.ofSeconds(2)).until(() -> bench.exists(unit));
        assertThat(value("a")).isEqualTo("1");
        secret("value", kubeconfig());
        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
        assertThat(value("a")).isNull();
        assertThat(data(bench.configMap("a"))).isEqualTo("ours");
    }

    private Applied apply(ResourceKey unit, String revision, String... manifests) {
        return outcome(unit, revision, Applied.class, manifests);
    }

    private String failure(ResourceKey unit, String... manifests) {
        return outcome(unit, "1", ApplyFailed.class, manifests).message();
    }

    private <T extends ApplyOutcome> T outcome(
            ResourceKey unit, String revision, Class<T> type, String... manifests) {
        Context request = bench.render(unit, "main@sha1:" + revision, manifests);
        return bench.awaitOutcome(unit, request, type);
    }

    private void secret(String key, String text) {
        bench.client
                .resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("remote")
                                .withNamespace(bench.namespace)
                                .endMetadata()
                                .addToStringData(key, text)
                                .build())
                .createOr(existing -> replace(existing, key, text));
    }

    private io.fabric8.kubernetes.api.model.Secret replace(
            io.fabric8.kubernetes.client.dsl.NonDeletingOperation<
                            io.fabric8.kubernetes.api.model.Secret>
                    existing,
            String key,
            String text) {
        return bench.client
                .secrets()
                .inNamespace(bench.namespace)
                .withName("remote")
                .edit(
                        secret ->
                                new SecretBuilder(secret)
                                        .withData(Map.of())
                                        .withStringData(Map.of(key, text))
                                        .build());
    }

    private void ourOwn(String name, String value) {
        KubernetesClient client = bench.client;
        client.load(
                        new java.io.ByteArrayInputStream(
                                bench.configMapYaml(name, value)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .create();
    }

    private void allowThere(String account) {
        other.client()
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

    private String claim() {
        return """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: claim, namespace: %s}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
        """
                .formatted(bench.namespace);
    }

    private GenericKubernetesResource there(String name) {
        return other.client()
                .genericKubernetesResources("v1", "ConfigMap")
                .inNamespace(bench.namespace)
                .withName(name)
                .get();
    }

    private @Nullable String value(String name) {
        return data(there(name));
    }

    private static @Nullable String data(@Nullable GenericKubernetesResource map) {
        return map == null ? null : map.<String>get("data", "key");
    }

    private static String kubeconfig() {
        try {
            return Files.readString(other.kubeconfig());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
