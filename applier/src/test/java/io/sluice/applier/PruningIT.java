package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.events.Applied;
import io.sluice.events.ObjectChange;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PruningIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_left_git_is_deleted() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("keep", "1"),
                        bench.configMapYaml("drop", "1")),
                Applied.class);

        var applied =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:2", bench.configMapYaml("keep", "1")),
                        Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::toString)
                .containsExactly(
                        "ConfigMap/" + bench.namespace + "/keep unchanged",
                        "ConfigMap/" + bench.namespace + "/drop deleted");
        assertThat(bench.configMap("drop")).isNull();
        assertThat(bench.inventory(unit)).containsExactly(bench.namespace + "_keep__ConfigMap");
    }

    @Test
    void what_another_unit_has_applied_is_neither_taken_back_nor_deleted() {
        var old = bench.declare("old");
        var heir = bench.declare("heir");
        bench.awaitOutcome(
                old,
                bench.render(old, "main@sha1:1", bench.configMapYaml("moved", "1")),
                Applied.class);
        bench.awaitOutcome(
                heir,
                bench.render(heir, "main@sha1:2", bench.configMapYaml("moved", "2")),
                Applied.class);
        var taken = Objects.requireNonNull(bench.configMap("moved")).getMetadata();

        bench.awaitOutcome(old, bench.render(old, "main@sha1:2"), Applied.class);

        var kept = Objects.requireNonNull(bench.configMap("moved")).getMetadata();
        assertThat(kept.getLabels()).containsEntry("kustomize.toolkit.fluxcd.io/name", "heir");
        assertThat(kept.getResourceVersion()).isEqualTo(taken.getResourceVersion());
    }

    @Test
    void zero_objects_prune_everything() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("drop", "1")),
                Applied.class);

        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), Applied.class);

        assertThat(bench.configMap("drop")).isNull();
        assertThat(bench.inventory(unit)).isEmpty();
    }

    @Test
    void without_prune_objects_stay_and_leave_the_inventory() {
        var unit = bench.declare("app", "prune: false");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("stay", "1")),
                Applied.class);

        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), Applied.class);

        assertThat(bench.configMap("stay")).isNotNull();
        assertThat(bench.inventory(unit)).isEmpty();
    }

    @Test
    void an_object_annotated_prune_disabled_stays() {
        var unit = bench.declare("app");
        String kept =
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: kept
                  namespace: %s
                  annotations: {kustomize.toolkit.fluxcd.io/prune: Disabled}
                """
                        .formatted(bench.namespace);
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", kept), Applied.class);

        var applied = bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), Applied.class);

        assertThat(bench.configMap("kept")).isNotNull();
        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.SKIPPED);
    }

    @Test
    void an_object_that_another_unit_took_over_stays() {
        var one = bench.declare("one");
        var other = bench.declare("other");
        String shared = bench.configMapYaml("shared", "1");
        bench.awaitOutcome(one, bench.render(one, "main@sha1:1", shared), Applied.class);
        bench.setSpec(one, "suspend", true);
        bench.awaitOutcome(other, bench.render(other, "main@sha1:2", shared), Applied.class);
        bench.setSpec(one, "suspend", false);

        bench.awaitOutcome(one, bench.render(one, "main@sha1:2"), Applied.class);

        var live = Objects.requireNonNull(bench.configMap("shared"));
        assertThat(live.getMetadata().getLabels())
                .containsAllEntriesOf(Map.of("kustomize.toolkit.fluxcd.io/name", "other"));
    }

    @Test
    void an_object_that_is_gone_already_leaves_the_inventory() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("gone", "1")),
                Applied.class);
        bench.stop();
        bench.client.configMaps().inNamespace(bench.namespace).withName("gone").delete();
        bench.render(unit, "main@sha1:2");

        bench.start();

        await().atMost(TestBench.SOON).until(() -> bench.inventory(unit).isEmpty());
    }

    @Test
    void an_object_that_comes_back_while_it_is_still_going_is_made_again() {
        var unit = bench.declare("app");
        String held =
                bench.configMapYaml("held", "1")
                        .replace("name: held", "name: held, finalizers: [test.io/hold]");
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", held), Applied.class);
        String uid = uid("held");
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2"), Applied.class);
        assertThat(uid("held")).isEqualTo(uid);
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:3", bench.configMapYaml("held", "2")),
                Applied.class);

        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("held")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"finalizers\":null}}");

        await().atMost(TestBench.SOON)
                .until(() -> bench.configMap("held") != null && !uid("held").equals(uid));
        assertThat(bench.inventory(unit)).containsExactly(bench.namespace + "_held__ConfigMap");
    }

    private String uid(String name) {
        return Objects.requireNonNull(bench.configMap(name)).getMetadata().getUid();
    }
}
