package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tenants share the API server: one namespace's trouble is not another's delay. Judged by order,
/// so that a slow machine changes nothing.
final class FairnessIT {

    private static final int FAILING = 500;

    private final TestBench bench = new TestBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_single_commit_overtakes_500_failing_units_of_another_namespace() {
        for (int index = 0; index < FAILING; index++) {
            ResourceKey failing = bench.declare("failing-" + index, "serviceAccountName: nobody");
            bench.render(failing, "main@sha1:1", bench.configMapYaml("failing-" + index, "1"));
        }
        ResourceKey quiet = bench.declareIn(TestPlatform.namespace(), "quiet", "");
        bench.render(
                quiet,
                "main@sha1:1",
                bench.configMapYaml("quiet", "1").replace(bench.namespace, quiet.namespace()));

        bench.start(); // all of them are due at the same moment

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(failed(bench.log.outcomes())).isEqualTo(FAILING));
        List<Envelope> outcomes = bench.log.outcomes();
        int overtaking =
                outcomes.indexOf(
                        outcomes.stream()
                                .filter(it -> it.resource().equals(quiet))
                                .filter(it -> it.event() instanceof Applied)
                                .findFirst()
                                .orElseThrow());
        assertThat(failed(outcomes.subList(0, overtaking))).isLessThan(FAILING / 5);
    }

    private static int failed(List<Envelope> outcomes) {
        return (int) outcomes.stream().filter(it -> it.event() instanceof ApplyFailed).count();
    }
}
