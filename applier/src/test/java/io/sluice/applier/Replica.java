package io.sluice.applier;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.applier.engine.Engine;
import io.sluice.applier.engine.Policies;
import io.sluice.applier.metrics.ApplierMetrics;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.events.log.LogSettings;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import java.io.File;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// One applier on a real broker, in this process or in one of its own.
final class Replica implements AutoCloseable {

    static final Partitions PARTITIONS = new Partitions(4);
    private static final TreeMap<String, byte[]> KEYS = new TreeMap<>(Map.of("k", new byte[32]));

    private final KafkaLog publisher;
    private final Core core;
    private final LogReaders log;

    Replica(String bootstrapServers, String prefix, KubernetesClient client) {
        var settings = new LogSettings(bootstrapServers, prefix, "test", Map.of());
        var codec = codec(prefix);
        publisher = KafkaLog.on(settings, codec);
        var metrics = new ApplierMetrics(new SimpleMeterRegistry());
        AtomicReference<Supplier<Instant>> lease = new AtomicReference<>(() -> Instant.MIN);
        core =
                new Core(
                        new Core.Parts(
                                client,
                                "cluster",
                                publisher,
                                new Sealer("cluster", "k", KEYS, new SecureRandom()),
                                () -> lease.get().get(),
                                Tracing.off(),
                                metrics),
                        new Core.Options(
                                PARTITIONS,
                                Policies.usual(true),
                                16,
                                null,
                                new Kubeconfig.Rules(false, false),
                                false));
        log =
                new LogReaders(
                        new TestConfig(bootstrapServers, prefix), codec, core.engine(), metrics);
        lease.set(log::leaseUntil);
        core.start();
        log.start();
    }

    /// Runs until it is killed.
    ///
    /// @param arguments bootstrap servers, topic prefix, kubeconfig
    public static void main(String[] arguments) throws InterruptedException {
        var client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(new File(arguments[2])))
                        .build();
        try (var _ = new Replica(arguments[0], arguments[1], client)) {
            new CountDownLatch(1).await();
        }
    }

    static EventCodec codec(String prefix) {
        return new EventCodec(prefix, PARTITIONS, "cluster", new SigningKeys("k", KEYS));
    }

    Engine engine() {
        return core.engine();
    }

    /// Whether the broker says that its partitions are its own.
    boolean isLeased() {
        return Instant.now().isBefore(log.leaseUntil());
    }

    @Override
    public void close() {
        log.close();
        core.close();
        publisher.close();
    }

    private record TestConfig(String bootstrapServers, String topicPrefix)
            implements ApplierConfig {

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
}
