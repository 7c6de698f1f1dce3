package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Slot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an applier finds when it starts again, or takes over from another.
final class RestartIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void goes_on_with_what_came_while_it_was_away() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        bench.stop();
        var missed =
                bench.render(
                        unit,
                        "main@sha1:2",
                        bench.configMapYaml("a", "2"),
                        bench.configMapYaml("b", "1"));

        bench.start();

        var applied = bench.awaitOutcome(unit, missed, Applied.class);
        assertThat(applied.changes())
                .extracting(change -> change.object().name() + " " + change.action().word())
                .containsExactly("a configured", "b created");
    }

    @Test
    void finishes_a_run_that_was_cut_off() {
        var unit = bench.declare("app");
        String[] manifests = new String[60];
        for (int index = 0; index < manifests.length; index++) {
            manifests[index] = bench.configMapYaml("c" + index, "1");
        }
        var request = bench.render(unit, "main@sha1:1", manifests);
        await().atMost(TestBench.SOON).until(() -> !configMaps().isEmpty());
        bench.stop();
        assertThat(bench.inventory(unit)).containsAll(ids());

        bench.start();

        bench.awaitOutcome(unit, request, Applied.class);
        assertThat(configMaps()).hasSize(manifests.length);
        assertThat(bench.inventory(unit)).containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void repeats_no_answer_that_is_on_the_log() {
        var unit = bench.declare("app");
        var other = bench.declare("other");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        String last = bench.log.newest(unit, Slot.APPLY).orElseThrow().head().id();
        bench.stop();

        bench.start();

        bench.awaitOutcome(
                other,
                bench.render(other, "main@sha1:1", bench.configMapYaml("o", "1")),
                Applied.class);
        assertThat(bench.log.newest(unit, Slot.APPLY).orElseThrow().head().id()).isEqualTo(last);
    }

    @Test
    void a_newer_desired_state_replaces_the_one_that_is_being_applied() {
        var unit = bench.declare("app");
        String[] manifests = new String[60];
        for (int index = 0; index < manifests.length; index++) {
            manifests[index] = bench.configMapYaml("c" + index, "1");
        }
        bench.render(unit, "main@sha1:1", manifests);
        await().atMost(TestBench.SOON).until(() -> !configMaps().isEmpty());

        var newest = bench.render(unit, "main@sha1:2", bench.configMapYaml("only", "1"));

        bench.awaitOutcome(unit, newest, Applied.class);
        assertThat(configMaps()).containsExactly("only");
        assertThat(bench.inventory(unit)).containsExactly(bench.namespace + "_only__ConfigMap");
    }

    @Test
    void manifests_that_are_missing_are_asked_for() {
        var unit = bench.declare("app");

        var confirmed = bench.confirm(unit, "main@sha1:1", "sha256:gone");

        var failed = bench.awaitOutcome(unit, confirmed, ApplyFailed.class);
        assertThat(failed.reason()).isEqualTo("BodyMissing");
        var full = bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1"));
        bench.awaitOutcome(unit, full, Applied.class);
    }

    private List<String> ids() {
        return configMaps().stream()
                .map(name -> bench.namespace + "_" + name + "__ConfigMap")
                .toList();
    }

    private List<String> configMaps() {
        return bench
                .client
                .configMaps()
                .inNamespace(bench.namespace)
                .withLabel("kustomize.toolkit.fluxcd.io/name", "app")
                .list()
                .getItems()
                .stream()
                .map(item -> item.getMetadata().getName())
                .toList();
    }
}
