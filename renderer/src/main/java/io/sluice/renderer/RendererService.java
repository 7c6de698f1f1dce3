package io.sluice.renderer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.SmallRyePublisher;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventCodec;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.Limits;
import io.sluice.renderer.answers.Rendering;
import io.sluice.renderer.artifact.ArtifactCache;
import io.sluice.renderer.artifact.ArtifactLimits;
import io.sluice.renderer.artifact.Unpacker;
import io.sluice.renderer.build.UnitBuild;
import io.sluice.renderer.http.HttpArtifactSource;
import io.sluice.renderer.kafka.RequestConsumer;
import io.sluice.renderer.kubernetes.Keys;
import io.sluice.renderer.kubernetes.KubernetesVariables;
import io.sluice.renderer.metrics.RenderMetrics;
import io.sluice.renderer.remote.Remotes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the renderer together once its keys are there, and takes it apart at the end.
@Singleton
final class RendererService {

    private static final Logger LOG = LoggerFactory.getLogger(RendererService.class);
    private static final long UNPACKED_LIMIT = 64L << 20;
    private static final int REQUESTS = 1000;
    private static final long REQUEST_BYTES = 16L << 20;

    /// About fifteen seconds: as long as a restart of the store takes.
    private static final List<Duration> STORE_WAITS =
            List.of(
                    Duration.ofMillis(200),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(5));

    private final RendererConfig config;
    private final KubernetesClient kubernetes;
    private final Foundation foundation;
    private final Instance<EventCodec> codec;
    private final Instance<SmallRyePublisher> publisher;
    private final RenderMetrics metrics;
    private final Tracing tracing;
    private final Thread starter;
    private volatile Optional<RequestConsumer> consumer = Optional.empty();

    RendererService(
            RendererConfig config,
            KubernetesClient kubernetes,
            Foundation foundation,
            Instance<EventCodec> codec,
            Instance<SmallRyePublisher> publisher,
            MeterRegistry registry,
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> collector) {
        this.config = config;
        this.kubernetes = kubernetes;
        this.foundation = foundation;
        this.codec = codec;
        this.publisher = publisher;
        this.metrics = new RenderMetrics(registry);
        this.tracing = Tracing.to(collector, "sluice-renderer");
        this.starter = Thread.ofPlatform().name("start").daemon().unstarted(this::run);
    }

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    void stop(@Observes ShutdownEvent event) {
        starter.interrupt();
        consumer.ifPresent(RequestConsumer::close);
        tracing.close();
    }

    /// Whether requests can be answered.
    boolean isReady() {
        return consumer.filter(RequestConsumer::isReady).isPresent();
    }

    /// Whether the loops turn; before there are any, whether the start goes on.
    boolean isAlive(Duration within) {
        return consumer.map(running -> running.isTurning(within)).orElseGet(starter::isAlive);
    }

    private void run() {
        try {
            Keys keys = Keys.await(kubernetes, config.namespace());
            foundation.lay(keys);
            RequestConsumer started = assemble(keys);
            consumer = Optional.of(started);
            started.start();
            LOG.info(
                    "answering requests on {} with {}",
                    config.bootstrapServers(),
                    EngineVersion.current());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private RequestConsumer assemble(Keys keys) {
        RendererConfig.Renderer own = config.renderer();
        int builds = own.concurrentBuilds();
        var log =
                new RequestConsumer.Log(
                        new LogSettings(
                                config.bootstrapServers(),
                                config.topicPrefix(),
                                "renderer",
                                Map.of()),
                        config.memberId().equals("none") ? "" : config.memberId(),
                        codec.get(),
                        publisher.get(),
                        tracing);
        var sealer =
                new Sealer(
                        keys.clusterUid(),
                        keys.sealing().currentId(),
                        keys.sealing().keys(),
                        new SecureRandom());
        var rendering =
                new Rendering(
                        EngineVersion.current(),
                        new UnitBuild(engine(own), limits(own.buildTimeout())),
                        sealer,
                        UNPACKED_LIMIT,
                        InstantSource.system());
        var artifacts =
                new ArtifactCache(
                        new HttpArtifactSource(),
                        new Unpacker(ArtifactLimits.DEFAULT, own.artifactFolder()),
                        own.artifactCacheBytes(),
                        STORE_WAITS);
        return new RequestConsumer(
                log,
                new RequestConsumer.Means(
                        rendering, artifacts, new KubernetesVariables(kubernetes)),
                new RequestConsumer.Width(
                        builds > 0 ? builds : Runtime.getRuntime().availableProcessors(),
                        REQUESTS,
                        REQUEST_BYTES),
                metrics,
                InstantSource.system());
    }

    private static UnitBuild.Engine engine(RendererConfig.Renderer own) {
        var kustomize = new Kustomize();
        if (!own.remoteBases()) {
            return kustomize::build;
        }
        var remotes =
                new Remotes(
                        own.artifactFolder(),
                        Set.copyOf(own.privateRemoteHosts().orElse(List.of())));
        return (tree, path, options) -> kustomize.build(tree, path, options.withRemotes(remotes));
    }

    private static Limits limits(Duration time) {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                usual.fileBytes(),
                usual.totalBytes(),
                usual.nodes(),
                usual.depth(),
                usual.documents(),
                2 * UNPACKED_LIMIT,
                usual.bases(),
                time);
    }
}
