package io.sluice.statusprojector;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.events.log.LogSettings;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.Announcer;
import io.sluice.statusprojector.effects.Effects;
import io.sluice.statusprojector.effects.StatusTraces;
import io.sluice.statusprojector.http.LiveStream;
import io.sluice.statusprojector.http.ReadModel;
import io.sluice.statusprojector.kafka.EffectsConsumer;
import io.sluice.statusprojector.kafka.NoticeConsumer;
import io.sluice.statusprojector.kafka.Teller;
import io.sluice.statusprojector.kubernetes.EventRequests;
import io.sluice.statusprojector.projection.Projection;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
            StatusTraces traces,
            InstantSource clock) {
        return new Statuses(projection, client, config.status(), traces, clock);
    }

    @Produces
    @Singleton
    Tracing tracing(
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> collector) {
        return Tracing.to(collector, CLIENT);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    StatusTraces traces(Tracing tracing, InstantSource clock, ProjectorMetrics metrics) {
        return new StatusTraces(tracing, clock, metrics);
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
            Teller teller,
            InstantSource clock) {
        return new EffectsConsumer(settings, member(config), effects, projection, teller, clock);
    }

    private static String member(ProjectorConfig config) {
        return config.memberId().equals("none") ? "" : config.memberId();
    }

    @Produces
    @Singleton
    Teller teller(
            Projection projection,
            Statuses statuses,
            KubernetesClient client,
            ProjectorConfig config,
            ProjectorMetrics metrics,
            InstantSource clock) {
        String instance = member(config).isEmpty() ? CLIENT : member(config);
        return new Teller(
                new Announcer(
                        projection,
                        statuses,
                        new EventRequests(client, instance),
                        statuses.effects()::isOpen,
                        clock,
                        metrics));
    }

    @Produces
    @Singleton
    NoticeConsumers notices(
            LogSettings settings, ProjectorConfig config, Teller teller, InstantSource clock) {
        return new NoticeConsumers(
                Stream.of(Topic.COMMITS, Topic.DRIFT)
                        .map(
                                topic ->
                                        new NoticeConsumer(
                                                settings, member(config), topic, teller, clock))
                        .toList());
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
            ProjectorMetrics metrics,
            StatusTraces traces,
            Teller teller) {
        return new LogReader(
                client,
                settings,
                new Partitions(config.partitions()),
                projection,
                statuses,
                stream,
                metrics,
                traces,
                teller);
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
            EffectsConsumer consumer,
            NoticeConsumers notices) {
        statuses.start(reader::isCaughtUp);
        reader.start();
        consumer.start();
        notices.start();
    }

    void stop(
            @Observes ShutdownEvent event,
            Statuses statuses,
            LogReader reader,
            EffectsConsumer consumer,
            NoticeConsumers notices) {
        notices.close();
        consumer.close();
        reader.close();
        statuses.close();
    }
}
