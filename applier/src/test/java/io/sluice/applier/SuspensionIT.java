package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplySkipped;
import io.sluice.events.DriftDetected;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SuspensionIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_suspended_unit_is_left_alone_until_it_is_resumed() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        bench.setSpec(unit, "suspend", true);

        var skipped =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "2")),
                        ApplySkipped.class);

        assertThat(skipped.reason()).isEqualTo(ApplySkipped.Reason.SUSPENDED);
        assertThat(data("a")).containsEntry("key", "1");
        bench.setSpec(unit, "suspend", false);
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "2")),
                Applied.class);
        assertThat(data("a")).containsEntry("key", "2");
    }

    @Test
    void drift_of_a_suspended_unit_is_not_repaired() {
        var unit = bench.declare("app");
        var other = bench.declare("other");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        bench.awaitOutcome(
                other,
                bench.render(other, "main@sha1:1", bench.configMapYaml("witness", "1")),
                Applied.class);
        bench.setSpec(unit, "suspend", true);
        edit("a");
        edit("witness");

        await().atMost(TestBench.SOON).until(() -> "1".equals(data("witness").get("key")));

        assertThat(data("a")).containsEntry("key", "by hand");
        assertThat(bench.log.all(unit, DriftDetected.class)).isEmpty();
    }

    private void edit(String name) {
        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName(name)
                .edit(
                        live -> {
                            live.setData(Map.of("key", "by hand"));
                            return live;
                        });
    }

    private Map<String, String> data(String name) {
        return Objects.requireNonNull(
                        bench.client.configMaps().inNamespace(bench.namespace).withName(name).get())
                .getData();
    }
}
