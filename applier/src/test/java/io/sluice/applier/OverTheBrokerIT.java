package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.sluice.events.ResourceKey;
import io.sluice.events.broker.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The applier on a real broker: desired states in, outcomes out, partitions shared.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OverTheBrokerIT {

    private TestBroker broker = new TestBroker();

    @BeforeAll
    void start() {
        broker = TestBroker.running();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void applies_what_the_log_says_and_answers_there() {
        try (var bench = new BrokerBench(broker.bootstrapServers(), "one");
                var process = bench.replica()) {
            var unit = bench.declare("app");

            bench.awaitApplied(unit, bench.render(unit, "1", List.of("a")));

            assertThat(process.engine().isReady()).isTrue();
            assertThat(configMaps(bench)).hasSize(1);
        }
    }

    @Test
    void a_second_applier_takes_its_share_and_over_when_the_first_leaves() {
        try (var bench = new BrokerBench(broker.bootstrapServers(), "two");
                var second = bench.replica()) {
            List<ResourceKey> units = units(bench);
            try (var first = bench.replica()) {
                awaitSharing(first, second);
                for (ResourceKey unit : units) {
                    bench.awaitApplied(unit, bench.render(unit, "1", List.of(unit.name())));
                }
            }
            for (ResourceKey unit : units) {
                bench.awaitApplied(unit, bench.render(unit, "2", List.of(unit.name() + "-new")));
            }
            assertThat(configMaps(bench)).hasSize(units.size());
        }
    }

    @Test
    void what_is_edited_while_partitions_move_is_repaired() {
        try (var bench = new BrokerBench(broker.bootstrapServers(), "moving");
                var second = bench.replica()) {
            List<ResourceKey> units = units(bench);
            try (var first = bench.replica()) {
                awaitSharing(first, second);
                for (ResourceKey unit : units) {
                    bench.awaitApplied(unit, bench.render(unit, "1", List.of(unit.name())));
                }
                edit(bench, units.subList(0, 6));
            }
            edit(bench, units.subList(6, 12));

            await().atMost(BrokerBench.SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(configMaps(bench))
                                            .hasSize(units.size())
                                            .allMatch(
                                                    live -> "1".equals(live.getData().get("key"))));
        }
    }

    private static void edit(BrokerBench bench, List<ResourceKey> units) {
        for (ResourceKey unit : units) {
            TestPlatform.client()
                    .configMaps()
                    .inNamespace(bench.namespace)
                    .withName(unit.name())
                    .edit(
                            live -> {
                                live.setData(Map.of("key", "by hand"));
                                return live;
                            });
        }
    }

    private static void awaitSharing(Replica first, Replica second) {
        await().atMost(BrokerBench.SOON)
                .until(() -> first.engine().units() > 0 && second.engine().units() > 0);
    }

    private static List<ResourceKey> units(BrokerBench bench) {
        List<ResourceKey> units = new ArrayList<>();
        for (int index = 0; index < 12; index++) {
            units.add(bench.declare("unit-" + index));
        }
        return units;
    }

    private static List<ConfigMap> configMaps(BrokerBench bench) {
        return TestPlatform.client()
                .configMaps()
                .inNamespace(bench.namespace)
                .withLabel("kustomize.toolkit.fluxcd.io/name")
                .list()
                .getItems();
    }
}
