package io.sluice.statusprojector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.api.kustomize.Kustomization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyUnitsIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path LOG = Path.of("target", "many-units-it.log");
    private static final Path FIGURES = Path.of("target", "many-units.txt");
    private static final int UNITS = Integer.getInteger("units", 1000);
    private static final int CHANGED = 50;

    private final List<String> figures = new ArrayList<>();
    private final Map<String, Long> shown = new ConcurrentHashMap<>();
    private Stand stand;

    @BeforeAll
    void start() throws Exception {
        stand = new Stand(LOG);
    }

    @AfterAll
    void stop() {
        stand.close();
    }

    @Test
    void a_commit_is_one_write_to_an_unaffected_unit_and_few_to_a_changed_one() throws IOException {
        var units = stand.units();
        units.create("many", UNITS);
        try (var _ =
                stand.client()
                        .resources(Kustomization.class)
                        .inNamespace("apps")
                        .inform(new Sightings(this::see))) {
            RunningService service = stand.begin().awaitReady();
            commit(units, 1);
            Map<String, Integer> before = writes(units);

            commit(units, 2);
            Map<String, Integer> after = writes(units);
            figures.add(
                    "writes of %d unaffected units: %d".formatted(UNITS, sum(after) - sum(before)));
            // A unit of which nothing was heard for too long in the middle is shown as under way.
            assertThat(sum(after) - sum(before)).isBetween(UNITS, UNITS + UNITS / 20);

            List<Long> latencies = latencies(units);
            figures.add(
                    "from Applied to the status showing it, ms: p50 %d, p95 %d, of %d"
                            .formatted(
                                    latencies.get(CHANGED / 2),
                                    latencies.get(CHANGED * 95 / 100),
                                    CHANGED));
            // The witness of all writes has a watch of its own, which may be behind.
            await().atMost(LIMIT)
                    .until(
                            () ->
                                    units.names().subList(0, CHANGED).stream()
                                            .allMatch(unit -> isWritten(unit, after)));
            Map<String, Integer> changed = writes(units);
            assertThat(units.names().subList(0, CHANGED))
                    .allSatisfy(
                            unit ->
                                    assertThat(
                                                    changed.getOrDefault(unit, 0)
                                                            - after.getOrDefault(unit, 0))
                                            .isBetween(1, 3));

            service.close();
            long began = System.nanoTime();
            var _ = stand.begin().awaitReady();
            figures.add("restart with " + UNITS + " units, ms: " + millis(began));
            units.applied("many-0000", 99, true);
            awaitShown("many-0000", 99);
            figures.add("and until the next status is shown, ms: " + millis(began));
            assertThat(writes(units).get("many-0001")).isEqualTo(changed.get("many-0001"));
            assertThat(stand.statuses().takeBroken()).isEmpty();
        } finally {
            Files.write(FIGURES, figures);
        }
    }

    private static String millis(long began) {
        return String.valueOf((System.nanoTime() - began) / 1_000_000);
    }

    private void commit(Units units, int commit) {
        units.names().forEach(unit -> units.applied(unit, commit, false));
        units.names().forEach(unit -> awaitShown(unit, commit));
        // The recorder watches by itself, and may be behind.
        await().atMost(LIMIT)
                .until(
                        () ->
                                units.names().stream()
                                        .allMatch(
                                                unit ->
                                                        stand.statuses().writes(key(unit))
                                                                >= commit));
    }

    /// Sorted, one unit after the other.
    private List<Long> latencies(Units units) {
        var millis = new ArrayList<Long>();
        for (String unit : units.names().subList(0, CHANGED)) {
            units.applied(unit, 3, true);
            long written = System.nanoTime();
            awaitShown(unit, 3);
            Long seen = shown.get(unit + Units.revision(3));
            assertThat(seen).isNotNull();
            millis.add(Math.max(0, (seen - written) / 1_000_000));
        }
        millis.sort(null);
        return millis;
    }

    private void awaitShown(String unit, int commit) {
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> shown.containsKey(unit + Units.revision(commit)));
    }

    private boolean isWritten(String unit, Map<String, Integer> before) {
        return stand.statuses().writes(key(unit)) > before.getOrDefault(unit, 0);
    }

    private Map<String, Integer> writes(Units units) {
        Map<String, Integer> writes = new ConcurrentHashMap<>();
        units.names().forEach(unit -> writes.put(unit, stand.statuses().writes(key(unit))));
        return writes;
    }

    private static int sum(Map<String, Integer> writes) {
        return writes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String key(String unit) {
        return "Kustomization/apps/" + unit;
    }

    /// Keeps when each unit was first seen ready at each revision.
    private void see(Kustomization unit) {
        shown.putIfAbsent(
                unit.getMetadata().getName() + unit.currentStatus().lastAppliedRevision(),
                System.nanoTime());
    }
}
