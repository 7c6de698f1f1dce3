package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What annotations of single objects change.
final class ApplyModesIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void reconcile_disabled_leaves_the_object_alone() {
        var unit = bench.declare("app");

        var applied =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:1", annotated("reconcile", "disabled")),
                        Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.SKIPPED);
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void if_not_present_creates_and_never_changes() {
        var unit = bench.declare("app");
        bench.client
                .resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withNamespace(bench.namespace)
                                .withName("a")
                                .endMetadata()
                                .withData(Map.of("key", "theirs"))
                                .build())
                .create();

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", annotated("ssa", "IfNotPresent")),
                Applied.class);

        assertThat(data()).containsEntry("key", "theirs");
        bench.client.configMaps().inNamespace(bench.namespace).withName("a").delete();
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:2", annotated("ssa", "IfNotPresent")),
                Applied.class);
        assertThat(data()).containsEntry("key", "1");
    }

    @Test
    void an_object_that_must_only_be_there_is_not_waited_for_once_it_is() {
        var unit = bench.declare("app", "wait: true");
        String claim =
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: claim, namespace: %s}
                spec:
                  accessModes: [ReadWriteOnce]
                  storageClassName: none
                  resources: {requests: {storage: 1Gi}}
                """
                        .formatted(bench.namespace);
        bench.client.resource(claim).create();

        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        claim.replace(
                                "name: claim,",
                                "name: claim, annotations: {kustomize.toolkit.fluxcd.io/ssa:"
                                        + " IfNotPresent},"));

        bench.awaitHealth(unit, request, HealthReported.State.HEALTHY);
        assertThat(bench.awaitOutcome(unit, request, Applied.class).changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.SKIPPED);
    }

    @Test
    void an_immutable_field_is_an_error_unless_force_is_enabled() {
        var unit = bench.declare("app");
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", immutable("1")), Applied.class);

        var failed =
                bench.awaitOutcome(
                        unit, bench.render(unit, "main@sha1:2", immutable("2")), ApplyFailed.class);

        assertThat(failed.message()).contains("immutable");
        bench.setSpec(unit, "force", true);
        await().atMost(TestBench.SOON).until(() -> bench.resource(unit).getSpec().force());
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:3", immutable("2")), Applied.class);
        assertThat(data()).containsEntry("key", "2");
    }

    @Test
    void force_enabled_on_the_object_replaces_only_that_one() {
        var unit = bench.declare("app");
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", immutable("1")), Applied.class);
        String uid = metadata().getUid();

        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:2",
                        immutable("2")
                                .replace(
                                        "name: a,",
                                        "name: a, labels: {kustomize.toolkit.fluxcd.io/force:"
                                                + " Enabled},")),
                Applied.class);

        assertThat(data()).containsEntry("key", "2");
        assertThat(metadata().getUid()).isNotEqualTo(uid);
    }

    @ParameterizedTest
    @CsvSource({"reconcile, Disabled", "ssa, ignore"})
    void a_live_object_that_says_so_is_left_alone_until_it_no_longer_does(
            String name, String value) {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        label(name, value);

        var skipped =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "2")),
                        Applied.class);

        assertThat(skipped.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.SKIPPED);
        assertThat(data()).containsEntry("key", "1");
        label(name, "");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:3", bench.configMapYaml("a", "2")),
                Applied.class);
        assertThat(data()).containsEntry("key", "2");
    }

    @Test
    void a_field_that_a_built_in_kind_does_not_have_is_dropped_as_flux_does() {
        var unit = bench.declare("app");

        bench.awaitOutcome(
                unit,
                bench.render(
                        unit, "main@sha1:1", bench.configMapYaml("a", "1") + "nonsense: {x: 1}\n"),
                Applied.class);

        assertThat(data()).containsEntry("key", "1");
    }

    private void label(String name, String value) {
        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .edit(
                        live -> {
                            live.getMetadata()
                                    .getLabels()
                                    .put("kustomize.toolkit.fluxcd.io/" + name, value);
                            return live;
                        });
    }

    private ObjectMeta metadata() {
        return bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .get()
                .getMetadata();
    }

    private String immutable(String value) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a, namespace: %s}
        immutable: true
        data: {key: "%s"}
        """
                .formatted(bench.namespace, value);
    }

    private String annotated(String name, String value) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: %s
          annotations: {kustomize.toolkit.fluxcd.io/%s: %s}
        data: {key: "1"}
        """
                .formatted(bench.namespace, name, value);
    }

    private Map<String, String> data() {
        return Objects.requireNonNull(
                        bench.client.configMaps().inNamespace(bench.namespace).withName("a").get())
                .getData();
    }
}
