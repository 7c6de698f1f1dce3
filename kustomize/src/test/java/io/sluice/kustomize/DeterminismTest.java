package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.probes.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    @Test
    void a_thousand_builds_in_eight_threads_give_what_one_thread_gives() throws Exception {
        List<Probe> probes = Probe.all();
        List<String> expected = probes.stream().map(p -> print(p.build())).toList();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var results = new ArrayList<Future<String>>();
            for (int i = 0; i < 1000; i++) {
                Probe probe = probes.get(i % probes.size());
                results.add(pool.submit(() -> print(probe.build())));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i % expected.size()));
            }
        }
    }

    private static String print(BuildResult result) {
        return switch (result) {
            case BuildResult.Built built -> built.yaml() + built.inputs();
            case BuildResult.Failed failed -> failed.error() + " " + failed.inputs();
        };
    }
}
