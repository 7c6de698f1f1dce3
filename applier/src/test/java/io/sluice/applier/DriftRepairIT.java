package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.events.Applied;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Managed objects that others change are made again what Git says, at once.
final class DriftRepairIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_changed_value_is_put_back() {
        var unit = applied();

        edit(live -> withData(live, Map.of("key", "by hand")));

        awaitValue("1");
        awaitCorrected(unit, 1);
        var drift = bench.log.all(unit, DriftDetected.class).getFirst();
        assertThat(drift.kind()).isEqualTo(DriftDetected.Kind.CHANGED);
        assertThat(drift.paths()).containsExactly("/data/key");
        assertThat(drift.by()).isEqualTo("fabric8-kubernetes-client");
    }

    @Test
    void a_removed_value_is_put_back() {
        var unit = applied();

        edit(live -> withData(live, Map.of()));

        awaitValue("1");
        awaitCorrected(unit, 1);
    }

    @Test
    void a_deleted_object_is_made_again() {
        var unit = applied();

        bench.client.configMaps().inNamespace(bench.namespace).withName("a").delete();

        awaitValue("1");
        awaitCorrected(unit, 1);
        assertThat(bench.log.all(unit, DriftDetected.class).getFirst().kind())
                .isEqualTo(DriftDetected.Kind.DELETED);
    }

    @Test
    void a_removed_owner_label_is_put_back() {
        var unit = applied();

        edit(
                live -> {
                    live.getMetadata().setLabels(Map.of("other", "label"));
                    return live;
                });

        await().atMost(TestBench.SOON)
                .until(
                        () ->
                                Objects.requireNonNull(live())
                                        .getMetadata()
                                        .getLabels()
                                        .containsKey("kustomize.toolkit.fluxcd.io/name"));
        awaitCorrected(unit, 1);
        assertThat(bench.log.all(unit, DriftDetected.class).getFirst().kind())
                .isEqualTo(DriftDetected.Kind.CHANGED);
    }

    @Test
    void what_others_add_beside_our_fields_is_theirs() {
        var unit = applied();
        var witness = bench.declare("witness");
        bench.awaitOutcome(
                witness,
                bench.render(witness, "main@sha1:1", bench.configMapYaml("w", "1")),
                Applied.class);

        edit(live -> withData(live, Map.of("key", "1", "theirs", "2")));
        bench.client.configMaps().inNamespace(bench.namespace).withName("w").delete();

        awaitCorrected(witness, 1);
        assertThat(Objects.requireNonNull(live()).getData()).containsEntry("theirs", "2");
        assertThat(bench.log.all(unit, DriftDetected.class)).isEmpty();
    }

    @Test
    void fields_stolen_by_a_forced_apply_are_taken_back() {
        var unit = applied();

        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("thief")
                                .withForce(true)
                                .build(),
                        """
                        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},\
                        "data":{"key":"stolen"}}""");

        awaitValue("1");
        awaitCorrected(unit, 1);
        assertThat(bench.log.all(unit, DriftDetected.class).getFirst().by()).isEqualTo("thief");
    }

    @Test
    void changes_while_nobody_watched_are_repaired_at_the_start() {
        var unit = applied();
        bench.stop();
        edit(live -> withData(live, Map.of("key", "by hand")));

        bench.start();

        awaitValue("1");
        awaitCorrected(unit, 1);
    }

    @Test
    void without_a_lease_changed_fields_are_repaired_but_nothing_is_made_again() {
        var unit = applied();
        bench.leaseUntil.set(Instant.MIN);
        edit(live -> withData(live, Map.of("key", "by hand")));
        awaitValue("1");
        awaitCorrected(unit, 1);

        bench.client.configMaps().inNamespace(bench.namespace).withName("a").delete();
        var newer = bench.render(unit, "main@sha1:2", bench.configMapYaml("new", "1"));

        await().during(java.time.Duration.ofSeconds(2))
                .atMost(TestBench.SOON)
                .until(() -> live() == null && bench.configMap("new") == null);
        bench.leaseUntil.set(Instant.MAX);
        bench.awaitOutcome(unit, newer, Applied.class);
        assertThat(bench.configMap("new")).isNotNull();
    }

    @Test
    void a_fight_is_slowed_down_and_reported() {
        var unit = applied();
        for (int round = 0; round < 6; round++) {
            String value = "fight " + round;
            edit(live -> withData(live, Map.of("key", value)));
            if (round < 5) {
                awaitCorrected(unit, round + 1);
            }
        }

        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                assertThat(bench.log.all(unit, DriftCorrected.class).getLast())
                                        .extracting(DriftCorrected::message)
                                        .asString()
                                        .contains("contested"));
    }

    @Test
    void the_spec_of_a_deployment_is_put_back_and_its_status_ignored() {
        var unit = bench.declare("app");
        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: %s}
                        spec:
                          replicas: 2
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              containers: [{name: web, image: "example.com/web:1"}]
                        """
                                .formatted(bench.namespace));
        bench.awaitOutcome(unit, request, Applied.class);
        var deployment =
                bench.client.apps().deployments().inNamespace(bench.namespace).withName("web");
        deployment.editStatus(
                live -> {
                    live.getStatus().setObservedGeneration(1L);
                    return live;
                });

        deployment.scale(5);

        await().atMost(TestBench.SOON).until(() -> deployment.get().getSpec().getReplicas() == 2);
        awaitCorrected(unit, 1);
        assertThat(bench.log.all(unit, DriftDetected.class))
                .extracting(DriftDetected::paths)
                .containsExactly(List.of("/spec/replicas"));
    }

    private ResourceKey applied() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        return unit;
    }

    private void awaitCorrected(ResourceKey unit, int times) {
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                assertThat(bench.log.all(unit, DriftCorrected.class))
                                        .hasSize(times)
                                        .allMatch(DriftCorrected::corrected));
    }

    private void awaitValue(String value) {
        await().atMost(TestBench.SOON)
                .until(
                        () -> {
                            ConfigMap live = live();
                            return live != null
                                    && live.getData() != null
                                    && value.equals(live.getData().get("key"));
                        });
    }

    private @Nullable ConfigMap live() {
        return bench.client.configMaps().inNamespace(bench.namespace).withName("a").get();
    }

    private void edit(UnaryOperator<ConfigMap> change) {
        bench.client.configMaps().inNamespace(bench.namespace).withName("a").edit(change);
    }

    private static ConfigMap withData(ConfigMap live, Map<String, String> data) {
        live.setData(data);
        return live;
    }
}
