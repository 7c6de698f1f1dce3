package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.api.kustomize.Kustomization;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.Context;
import io.sluice.events.ObjectChange;
import io.sluice.events.ResourceKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A desired state that would delete too much waits for somebody to confirm it.
final class DeleteGuardIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void nothing_is_changed_before_the_confirmation() {
        var unit = guarded("30%", 4);

        var blocked = bench.awaitOutcome(unit, render(unit, 2, 1), ApplyBlocked.class);

        assertThat(blocked.reason()).isEqualTo(ApplyBlocked.Reason.DELETE_GUARD);
        assertThat(blocked.message())
                .contains("would delete 3 of 4 objects")
                .contains("sluice.io/confirm-delete=main@sha1:2");
        assertThat(bench.configMap("c3")).isNotNull();
        assertThat(bench.inventory(unit)).hasSize(4);
    }

    @Test
    void the_confirmation_carries_it_out_at_once() {
        var unit = guarded("30%", 4);
        Context request = render(unit, 2, 1);
        bench.awaitOutcome(unit, request, ApplyBlocked.class);

        annotate(unit, "sluice.io/confirm-delete", "main@sha1:2");

        var applied = bench.awaitOutcome(unit, request, Applied.class);
        assertThat(applied.changes())
                .filteredOn(change -> change.action() == ObjectChange.Action.DELETED)
                .hasSize(3);
        assertThat(bench.inventory(unit)).hasSize(1);
    }

    @Test
    void a_new_desired_state_that_deletes_less_needs_none() {
        var unit = guarded("30%", 4);
        bench.awaitOutcome(unit, render(unit, 2, 0), ApplyBlocked.class);

        bench.awaitOutcome(unit, render(unit, 3, 3), Applied.class);

        assertThat(bench.inventory(unit)).hasSize(3);
    }

    @Test
    void a_confirmation_is_for_one_revision() {
        var unit = guarded("30%", 4);
        annotate(unit, "sluice.io/confirm-delete", "main@sha1:2");
        bench.awaitOutcome(unit, render(unit, 2, 2), Applied.class);

        bench.awaitOutcome(unit, render(unit, 3, 0), ApplyBlocked.class);

        assertThat(bench.inventory(unit)).hasSize(2);
    }

    private ResourceKey guarded(String limit, int objects) {
        var unit = bench.declare("app");
        annotate(unit, "sluice.io/delete-guard", limit);
        bench.awaitOutcome(unit, render(unit, 1, objects), Applied.class);
        await().atMost(TestBench.SOON).until(() -> bench.inventory(unit).size() == objects);
        return unit;
    }

    private void annotate(ResourceKey unit, String name, String value) {
        bench.client
                .resources(Kustomization.class)
                .inNamespace(unit.namespace())
                .withName(unit.name())
                .edit(
                        live -> {
                            live.getMetadata().getAnnotations().put(name, value);
                            return live;
                        });
    }

    private Context render(ResourceKey unit, int revision, int objects) {
        return bench.render(
                unit,
                "main@sha1:" + revision,
                IntStream.range(0, objects)
                        .mapToObj(index -> bench.configMapYaml("c" + index, "1"))
                        .toArray(String[]::new));
    }
}
