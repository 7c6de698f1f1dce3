package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.events.Context;
import io.sluice.events.ResourceKey;
import io.sluice.sandbox.kafka.KafkaBroker;
import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import io.sluice.sandbox.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An applier that is cut off, or sleeps, undoes nothing that its successor has done.
final class FencingIT {

    private static final int OBJECTS = 150;

    /// Calls that had passed their check but were not on the wire yet; without the lease's check, the
    /// sixteen that were under way would each be followed by another one.
    private static final int UNDER_WAY = 8;

    @TempDir private Path directory = Path.of("");
    private @Nullable KafkaBroker broker;

    @BeforeEach
    void start() {
        broker = KafkaBroker.start();
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void one_that_slept_sends_nothing_older_than_its_successor_sent() {
        try (var bench = new BrokerBench(broker().bootstrapServers(), "sleep");
                Child sleeper = process("sleeper");
                var history = new History(bench.namespace);
                var successor = bench.replica()) {
            List<ResourceKey> units = onePerPartition(bench);
            await().atMost(BrokerBench.SOON)
                    .until(() -> successor.isLeased() && lines("partition assigned") > 0);
            renderAll(bench, units, "1");
            List<ResourceKey> sleepers =
                    units.stream()
                            .filter(unit -> lines("applied in", unit.toString()) > 0)
                            .toList();
            assertThat(sleepers).isNotEmpty();

            units.forEach(unit -> bench.render(unit, "2", names(unit)));
            await().atMost(BrokerBench.SOON).until(() -> history.count(sleepers, "2") > 0);
            sleeper.suspend();
            assertThat(history.count(sleepers, "2")).isLessThan((long) sleepers.size() * OBJECTS);
            renderAll(bench, units, "3");
            long dropped = lines("partition", "lost") + lines("partition", "revoked");
            sleeper.resume();

            await().atMost(BrokerBench.SOON)
                    .until(
                            () ->
                                    lines("partition", "lost") + lines("partition", "revoked")
                                            > dropped);
            renderAll(bench, units, "4");
            await().atMost(BrokerBench.SOON)
                    .until(() -> units.stream().allMatch(unit -> isEverywhere(bench, unit, "4")));
            assertThat(history.steppedBack()).isLessThanOrEqualTo(UNDER_WAY);
        }
    }

    private static void renderAll(BrokerBench bench, List<ResourceKey> units, String value) {
        Map<ResourceKey, Context> requests = new LinkedHashMap<>();
        units.forEach(unit -> requests.put(unit, bench.render(unit, value, names(unit))));
        requests.forEach(bench::awaitApplied);
    }

    private static List<ResourceKey> onePerPartition(BrokerBench bench) {
        Map<Integer, ResourceKey> units = new TreeMap<>();
        for (int number = 0; units.size() < Replica.PARTITIONS.count(); number++) {
            var unit = new ResourceKey("Kustomization", bench.namespace, "app-" + number);
            if (!units.containsKey(Replica.PARTITIONS.of(unit))) {
                units.put(Replica.PARTITIONS.of(unit), bench.declare(unit.name()));
            }
        }
        return List.copyOf(units.values());
    }

    private static List<String> names(ResourceKey unit) {
        return IntStream.range(0, OBJECTS).mapToObj(n -> unit.name() + "-" + n).toList();
    }

    private static boolean isEverywhere(BrokerBench bench, ResourceKey unit, String value) {
        return names(unit).stream().allMatch(name -> value(bench, name).equals(value));
    }

    @Test
    void one_without_its_broker_repairs_values_and_obeys_the_resource_and_no_more() {
        try (var bench = new BrokerBench(broker().bootstrapServers(), "away");
                var applier = bench.replica()) {
            ResourceKey unit = bench.declare("app");
            ResourceKey ending = bench.declare("ending");
            bench.awaitApplied(unit, bench.render(unit, "1", List.of("a", "b")));
            bench.awaitApplied(ending, bench.render(ending, "1", List.of("e")));

            broker().kill();
            awaitLeaseEnd(applier);
            edit(bench, "a");
            delete(bench, "b");
            TestPlatform.client()
                    .resources(Kustomization.class)
                    .inNamespace(bench.namespace)
                    .withName("ending")
                    .delete();

            await().atMost(BrokerBench.SOON).until(() -> value(bench, "a").equals("1"));
            await().atMost(BrokerBench.SOON).until(() -> value(bench, "e").isEmpty());
            assertThat(value(bench, "b")).isEmpty();
            assertThat(applier.engine().units()).isPositive();

            broker().restart();
            await().atMost(BrokerBench.SOON).until(() -> value(bench, "b").equals("1"));
            await().atMost(BrokerBench.SOON)
                    .untilAsserted(() -> assertThat(bench.drift(unit)).hasSizeGreaterThan(3));
        }
    }

    private static void awaitLeaseEnd(Replica applier) {
        await().atMost(BrokerBench.SOON).until(() -> !applier.isLeased());
    }

    private Child process(String name) {
        List<String> line =
                JavaCommand.ofClass(
                        Replica.class,
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dlog4j2.level=INFO"),
                        List.of(
                                broker().bootstrapServers(),
                                "sleep",
                                TestPlatform.controlPlane().kubeconfig().toString()));
        return Child.start(Command.of(name, line, directory, log(name)));
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /// Lines of the sleeper's log that hold all the words.
    private long lines(String... words) {
        try {
            return Files.readAllLines(log("sleeper")).stream()
                    .filter(line -> Stream.of(words).allMatch(line::contains))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KafkaBroker broker() {
        if (broker == null) {
            throw new IllegalStateException("not started");
        }
        return broker;
    }

    private static String value(BrokerBench bench, String name) {
        ConfigMap live =
                TestPlatform.client()
                        .configMaps()
                        .inNamespace(bench.namespace)
                        .withName(name)
                        .get();
        return (Object) live == null ? "" : live.getData().getOrDefault("key", "");
    }

    private static void edit(BrokerBench bench, String name) {
        TestPlatform.client()
                .configMaps()
                .inNamespace(bench.namespace)
                .withName(name)
                .edit(
                        live -> {
                            live.setData(Map.of("key", "by hand"));
                            return live;
                        });
    }

    private static void delete(BrokerBench bench, String name) {
        TestPlatform.client().configMaps().inNamespace(bench.namespace).withName(name).delete();
    }

    /// Every value that each config map of a namespace ever had.
    private static final class History implements Watcher<ConfigMap>, AutoCloseable {

        private final Map<String, Queue<String>> values = new ConcurrentHashMap<>();
        private final AutoCloseable watch;

        History(String namespace) {
            watch = TestPlatform.client().configMaps().inNamespace(namespace).watch(this);
        }

        @Override
        public void eventReceived(Action action, ConfigMap live) {
            values.computeIfAbsent(live.getMetadata().getName(), _ -> new ConcurrentLinkedQueue<>())
                    .add(live.getData().get("key"));
        }

        @Override
        public void onClose(WatcherException cause) {}

        /// How many objects of the units had the value.
        long count(List<ResourceKey> units, String value) {
            return units.stream()
                    .flatMap(unit -> names(unit).stream())
                    .filter(name -> values.getOrDefault(name, new ArrayDeque<>()).contains(value))
                    .count();
        }

        /// How many objects had an older value after a newer one.
        long steppedBack() {
            return values.values().stream()
                    .filter(all -> !all.stream().sorted().toList().equals(List.copyOf(all)))
                    .count();
        }

        @Override
        public void close() {
            try {
                watch.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
