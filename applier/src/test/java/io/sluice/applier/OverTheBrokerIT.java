package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.applier.metrics.ApplierMetrics;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.events.Applied;
import io.sluice.events.ApplySpec;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Producer;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.log.PartitionReader;
import io.sluice.events.seal.Sealer;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.SigningKeys;
import io.sluice.events.wire.Topic;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The applier on a real broker: desired states in, outcomes out, partitions shared.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OverTheBrokerIT {

    private static final Partitions PARTITIONS = new Partitions(4);
    private static final Duration SOON = Duration.ofSeconds(40);
    private final TreeMap<String, byte[]> keys = new TreeMap<>();
    private TestBroker broker = new TestBroker();
    private long sequence;

    @BeforeAll
    void start() {
        keys.put("k", new byte[32]);
        broker = TestBroker.running();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /// One applier process.
    private final class Replica implements AutoCloseable {
        private final KafkaLog publisher;
        private final Core core;
        private final LogReaders log;

        Replica(String prefix) {
            var codec = codec(prefix);
            publisher = KafkaLog.on(broker.settings(prefix), codec);
            var metrics = new ApplierMetrics(new SimpleMeterRegistry());
            AtomicReference<Supplier<Instant>> lease = new AtomicReference<>(() -> Instant.MIN);
            core =
                    new Core(
                            new Core.Parts(
                                    TestPlatform.client(),
                                    "cluster",
                                    publisher,
                                    new Sealer("cluster", "k", keys, new SecureRandom()),
                                    () -> lease.get().get(),
                                    metrics),
                            new Core.Options(
                                    PARTITIONS,
                                    true,
                                    16,
                                    null,
                                    new Kubeconfig.Rules(false, false)));
            log = new LogReaders(new TestConfig(prefix), codec, core.engine(), metrics);
            lease.set(log::leaseUntil);
            core.start();
            log.start();
        }

        @Override
        public void close() {
            log.close();
            core.close();
            publisher.close();
        }
    }

    private final class TestConfig implements ApplierConfig {
        private final String prefix;

        TestConfig(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public String topicPrefix() {
            return prefix;
        }

        @Override
        public int partitions() {
            return PARTITIONS.count();
        }

        @Override
        public String namespace() {
            return "sluice-system";
        }

        @Override
        public String memberId() {
            return "none";
        }

        @Override
        public Applier applier() {
            throw new UnsupportedOperationException("not asked for");
        }
    }

    @Test
    void applies_what_the_log_says_and_answers_there() throws InterruptedException {
        broker.createTopics("one", PARTITIONS.count());
        String namespace = TestPlatform.namespace();
        var unit = declare(namespace, "app");
        try (var process = new Replica("one");
                var log = KafkaLog.on(broker.settings("one"), codec("one"))) {
            var context = publish(log, unit, namespace, "a");

            awaitApplied("one", unit, context);
            assertThat(process.core.engine().isReady()).isTrue();
            assertThat(
                            TestPlatform.client()
                                    .configMaps()
                                    .inNamespace(namespace)
                                    .withName("a")
                                    .get())
                    .isNotNull();
        }
    }

    @Test
    void a_second_applier_takes_its_share_and_over_when_the_first_leaves()
            throws InterruptedException {
        broker.createTopics("two", PARTITIONS.count());
        String namespace = TestPlatform.namespace();
        List<ResourceKey> units = new ArrayList<>();
        for (int index = 0; index < 12; index++) {
            units.add(declare(namespace, "unit-" + index));
        }
        try (var log = KafkaLog.on(broker.settings("two"), codec("two"));
                var second = new Replica("two")) {
            try (var first = new Replica("two")) {
                await().atMost(SOON)
                        .until(
                                () ->
                                        first.core.engine().units() > 0
                                                && second.core.engine().units() > 0);
                for (ResourceKey unit : units) {
                    awaitApplied("two", unit, publish(log, unit, namespace, unit.name()));
                }
            }
            for (ResourceKey unit : units) {
                awaitApplied("two", unit, publish(log, unit, namespace, unit.name() + "-new"));
            }
        }
        assertThat(
                        TestPlatform.client()
                                .configMaps()
                                .inNamespace(namespace)
                                .withLabel("kustomize.toolkit.fluxcd.io/name")
                                .list()
                                .getItems())
                .hasSize(units.size());
    }

    private EventCodec codec(String prefix) {
        return new EventCodec(prefix, PARTITIONS, "cluster", new SigningKeys("k", keys));
    }

    private static ResourceKey declare(String namespace, String name) {
        var client = TestPlatform.client();
        client.resource(
                        client.getKubernetesSerialization()
                                .unmarshal(
                                        """
                                        apiVersion: kustomize.toolkit.fluxcd.io/v1
                                        kind: Kustomization
                                        metadata: {name: %s, namespace: %s}
                                        spec:
                                          interval: 10m
                                          prune: true
                                          sourceRef: {kind: GitRepository, name: source}
                                        """
                                                .formatted(name, namespace),
                                        Kustomization.class))
                .create();
        return new ResourceKey("Kustomization", namespace, name);
    }

    private Context publish(KafkaLog log, ResourceKey unit, String namespace, String configMap) {
        var live =
                TestPlatform.client()
                        .resources(Kustomization.class)
                        .inNamespace(namespace)
                        .withName(unit.name())
                        .get();
        sequence++;
        var context =
                Context.of(
                        live.getMetadata().getUid(),
                        live.getMetadata().getGeneration(),
                        new RequestNumber(1, sequence),
                        Cause.NEW_REVISION);
        var body =
                TestBench.yaml(
                        """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}}"""
                                .formatted(configMap, namespace));
        ApplySpec spec = TestBench.spec(true, false);
        var object =
                RenderedObject.open(
                        io.sluice.applier.drift.SeenReader.idOf(body),
                        "sha256:" + configMap,
                        null,
                        body);
        log.publish(
                Topic.MANIFESTS,
                Envelope.of(
                        "id-" + sequence,
                        unit.slot(Slot.SELF),
                        new Producer("cluster", "renderer"),
                        Instant.now(),
                        context,
                        new ManifestsRendered(
                                "sha256:" + configMap, "i", null, List.of(object), spec)));
        return context;
    }

    private void awaitApplied(String prefix, ResourceKey unit, Context context) {
        await().atMost(SOON)
                .until(
                        () -> {
                            List<Envelope> found = new ArrayList<>();
                            PartitionReader.readToEnd(
                                    broker.settings(prefix),
                                    Topic.OUTCOMES,
                                    PARTITIONS.of(unit),
                                    record -> {
                                        if (codec(prefix).decode(record)
                                                        instanceof Reading.Read read
                                                && read.envelope().event() instanceof Applied
                                                && read.envelope().resource().equals(unit)) {
                                            found.add(read.envelope());
                                        }
                                    });
                            return found.stream()
                                    .anyMatch(e -> e.request().covers(context.request()));
                        });
    }
}
