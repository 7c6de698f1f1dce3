package io.sluice.statusprojector;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.Partitions;
import io.sluice.statusprojector.effects.Effects;
import io.sluice.statusprojector.http.LiveStream;
import io.sluice.statusprojector.http.ReadModel;
import io.sluice.statusprojector.kafka.EffectsConsumer;
import io.sluice.statusprojector.projection.Projection;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the service together, starts and stops it.
@Singleton
final class Assembly {
    private static final String CLIENT = "sluice-status-projector";

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Projection projection(ProjectorConfig config) {
        return new Projection(new Partitions(config.partitions()));
    }

    @Produces
    @Singleton
    LiveStream stream() {
        return new LiveStream();
    }

    @Produces
    @Singleton
    Statuses statuses(
            Projection projection,
            KubernetesClient client,
            ProjectorConfig config,
            ProjectorMetrics metrics,
            InstantSource clock) {
        return new Statuses(projection, client, config.status(), metrics, clock);
    }

    @Produces
    @Singleton
    Effects effects(Statuses statuses) {
        return statuses.effects();
    }

    @Produces
    @Singleton
    LogSettings log(
            ProjectorConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        return new LogSettings(servers, config.topicPrefix(), CLIENT, Map.of());
    }

    @Produces
    @Singleton
    EffectsConsumer effectsConsumer(
            LogSettings settings,
            ProjectorConfig config,
            Effects effects,
            Projection projection,
            InstantSource clock) {
        String member = config.memberId().equals("none") ? "" : config.memberId();
        return new EffectsConsumer(settings, member, effects, projection, clock);
    }

    @Produces
    @Singleton
    LogReader reader(
            KubernetesClient client,
            LogSettings settings,
            ProjectorConfig config,
            Projection projection,
            Statuses statuses,
            LiveStream stream,
            ProjectorMetrics metrics) {
        return new LogReader(
                client,
                settings,
                new Partitions(config.partitions()),
                projection,
                statuses,
                stream,
                metrics);
    }

    @Produces
    @Singleton
    ReadModel readModel(Projection projection, LogReader reader) {
        return new ReadModel(projection, reader::isCaughtUp);
    }

    void start(
            @Observes StartupEvent event,
            Statuses statuses,
            LogReader reader,
            EffectsConsumer consumer) {
        statuses.start(reader::isCaughtUp);
        reader.start();
        consumer.start();
    }

    void stop(
            @Observes ShutdownEvent event,
            Statuses statuses,
            LogReader reader,
            EffectsConsumer consumer) {
        consumer.close();
        reader.close();
        statuses.close();
    }
}
