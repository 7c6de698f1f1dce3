package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.api.kustomize.Kustomization;
import io.sluice.events.Applied;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.wire.Topic;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeletionIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void deletes_the_objects_and_lets_the_resource_go() {
        var unit = applied("");

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void without_prune_the_objects_stay() {
        var unit = applied("prune: false");

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNotNull();
    }

    @Test
    void the_policy_delete_deletes_also_without_prune() {
        var unit = applied("{prune: false, deletionPolicy: Delete}");

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void the_policy_orphan_leaves_the_objects() {
        var unit = applied("deletionPolicy: Orphan");

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNotNull();
    }

    @Test
    void the_policy_wait_for_termination_waits() {
        var unit = applied("deletionPolicy: WaitForTermination");
        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .edit(
                        live -> {
                            live.getMetadata().setFinalizers(java.util.List.of("test.io/hold"));
                            return live;
                        });

        delete(unit);

        await().atMost(TestBench.SOON)
                .until(
                        () ->
                                bench.client
                                                .configMaps()
                                                .inNamespace(bench.namespace)
                                                .withName("a")
                                                .get()
                                                .getMetadata()
                                                .getDeletionTimestamp()
                                        != null);
        assertThat(bench.exists(unit)).isTrue();
        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .edit(
                        live -> {
                            live.getMetadata().setFinalizers(java.util.List.of());
                            return live;
                        });
        awaitGone(unit);
    }

    @Test
    void a_suspended_unit_leaves_its_objects_behind() {
        var unit = applied("");
        bench.setSpec(unit, "suspend", true);

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNotNull();
    }

    @Test
    void goes_on_without_a_lease() {
        var unit = applied("");
        bench.leaseUntil.set(Instant.MIN);

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void of_a_unit_that_was_never_rendered_here_works_from_the_inventory() {
        var unit = applied("");
        bench.stop();
        bench.loseLog();
        bench.start();

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNull();
    }

    @Test
    void the_records_of_a_retired_unit_are_taken_off_the_log() {
        var unit = applied("");
        var last = bench.context(unit, "main@sha1:1");
        delete(unit);
        awaitGone(unit);

        bench.log.publish(Topic.MANIFESTS, bench.envelope(unit, Slot.SELF, last, new Tombstone()));

        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () -> {
                            assertThat(bench.log.newest(unit, Slot.APPLY).orElseThrow().event())
                                    .isInstanceOf(Tombstone.class);
                            assertThat(bench.log.newest(unit, Slot.HEALTH).orElseThrow().event())
                                    .isInstanceOf(Tombstone.class);
                        });
    }

    @Test
    void a_resource_that_lost_its_finalizer_is_dropped_and_nothing_deleted() {
        var unit = applied("");
        bench.client
                .resources(Kustomization.class)
                .inNamespace(bench.namespace)
                .withName("app")
                .edit(
                        live -> {
                            live.getMetadata().setFinalizers(java.util.List.of());
                            return live;
                        });

        delete(unit);

        awaitGone(unit);
        assertThat(bench.configMap("a")).isNotNull();
    }

    private ResourceKey applied(String spec) {
        var unit = bench.declare("app", spec);
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        return unit;
    }

    private void delete(ResourceKey unit) {
        bench.client
                .resources(Kustomization.class)
                .inNamespace(unit.namespace())
                .withName(unit.name())
                .delete();
    }

    private void awaitGone(ResourceKey unit) {
        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
    }
}
