package io.sluice.sourcewatcher;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.keys.ClusterIdentity;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.api.keys.KeySecrets;
import io.sluice.events.Producer;
import io.sluice.events.log.LogSettings;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import io.sluice.sourcewatcher.git.GitChecker;
import io.sluice.sourcewatcher.kafka.CommitTraces;
import io.sluice.sourcewatcher.kubernetes.Resources;
import io.sluice.sourcewatcher.store.ArtifactStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the parts together.
final class Assembly {

    static final String SERVICE = "source-watcher";

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Partitions partitions(WatcherConfig config) {
        return new Partitions(config.partitions());
    }

    @Produces
    @Singleton
    LogSettings log(
            WatcherConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new LogSettings(
                bootstrapServers, config.topicPrefix(), "sluice-" + SERVICE, new TreeMap<>());
    }

    @Produces
    @Singleton
    ArtifactStore store(WatcherConfig config, InstantSource clock) {
        var artifacts = config.artifacts();
        return new ArtifactStore(
                new ArtifactStore.Settings(
                        artifacts.directory(),
                        artifacts.url(),
                        artifacts.retained(),
                        artifacts.retention()),
                clock);
    }

    @Produces
    @Singleton
    GitChecker git(WatcherConfig config, ArtifactStore store, KubernetesClient client) {
        return new GitChecker(config.mirrors().directory(), store, new Resources(client));
    }

    @Produces
    @Singleton
    KeySecrets keys(KubernetesClient client, WatcherConfig config) {
        return new KeySecrets(client, config.namespace());
    }

    /// Asks the API server when it is first used; the leader does so when the keys are there.
    @Produces
    @Singleton
    Producer producer(KubernetesClient client) {
        return new Producer(ClusterIdentity.read(client).uid(), SERVICE);
    }

    /// As [#producer].
    @Produces
    @Singleton
    EventCodec codec(
            WatcherConfig config, Partitions partitions, Producer producer, KeySecrets keys) {
        KeyRing ring = keys.readOrCreate(KeyPurpose.LOG_HMAC);
        return new EventCodec(
                config.topicPrefix(),
                partitions,
                producer.clusterUid(),
                new SigningKeys(ring.currentId(), ring.keys()));
    }

    @Produces
    @Singleton
    Tracing tracing(
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> endpoint) {
        return Tracing.to(endpoint, "sluice-" + SERVICE);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    CommitTraces traces(Tracing tracing, InstantSource clock) {
        return new CommitTraces(tracing, clock);
    }

    static String identity(WatcherConfig config) {
        return config.identity().orElseGet(Assembly::hostName);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return SERVICE;
        }
    }
}
