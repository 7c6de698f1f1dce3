package io.sluice.renderer.kafka;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Envelope;
import io.sluice.events.RenderRequested;
import io.sluice.events.ResourceKey;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.Topic;
import io.sluice.kustomize.Limits;
import io.sluice.renderer.answers.Rendering;
import io.sluice.renderer.artifact.ArtifactCache;
import io.sluice.renderer.artifact.ArtifactLimits;
import io.sluice.renderer.artifact.Unpacker;
import io.sluice.renderer.build.UnitBuild;
import io.sluice.renderer.http.HttpArtifactSource;
import io.sluice.renderer.metrics.RenderMetrics;
import io.sluice.renderer.samples.ArtifactServer;
import io.sluice.renderer.samples.MapVariables;
import io.sluice.renderer.samples.PlainEngine;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A renderer between a real broker and a real HTTP store, everything but Kubernetes.
final class RunningRenderer implements AutoCloseable {

    static final ResourceKey WEB = new ResourceKey("Kustomization", "apps", "web");
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String CONFIG_MAP =
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"apps"},"data":{"a":"%s"}}""";
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    final ArtifactServer store = new ArtifactServer();
    final PlainEngine engine = new PlainEngine();
    final MapVariables variables = new MapVariables();
    final TestLog log;
    private final Path folder;
    private final List<RequestConsumer> running = new ArrayList<>();

    /// Everything but the renderer itself, which is to be started.
    RunningRenderer(TestBroker broker, Path folder) {
        this.log = new TestLog(broker.settings("renderer" + PREFIXES.incrementAndGet()));
        this.folder = folder;
        broker.createTopics(log.settings().prefix(), TestLog.PARTITIONS);
    }

    /// Ends the running renderer in good order.
    void stop() {
        running.removeFirst().close();
    }

    @Override
    public void close() {
        running.forEach(RequestConsumer::close);
        log.close();
        store.close();
    }

    /// Waits for the answer to a request.
    <T> T answer(ResourceKey unit, long sequence, Class<T> type) {
        return type.cast(
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> find(unit, sequence), found -> !found.isEmpty())
                        .getLast()
                        .event());
    }

    private List<Envelope> find(ResourceKey unit, long sequence) {
        return log.read(Topic.OUTCOMES).stream()
                .filter(
                        record ->
                                record.resource().equals(unit)
                                        && record.request().sequence() == sequence)
                .toList();
    }

    static RenderRequested withVariables(ArtifactReference artifact, String path, String kind) {
        RenderRequested plain = requested(artifact, path, false);
        ObjectNode spec = plain.spec().deepCopy();
        spec.putObject("postBuild")
                .putArray("substituteFrom")
                .addObject()
                .put("kind", kind)
                .put("name", "vars");
        return new RenderRequested(spec, artifact, List.of(), false);
    }

    static RenderRequested requested(ArtifactReference artifact, String path, boolean full) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("interval", "10m").put("path", path).put("prune", true);
        spec.putObject("sourceRef").put("kind", "GitRepository").put("name", "fleet");
        return new RenderRequested(spec, artifact, List.of(), full);
    }

    /// Starts a renderer and waits until it is ready.
    void start() {
        var consumer =
                new RequestConsumer(
                        new RequestConsumer.Log(
                                log.settings(), "", log.codec(), log, Tracing.off()),
                        new RequestConsumer.Means(
                                new Rendering(
                                        "engine 1",
                                        new UnitBuild(engine, Limits.DEFAULT),
                                        new Sealer(
                                                TestLog.CLUSTER,
                                                "s",
                                                new TreeMap<>(Map.of("s", new byte[32])),
                                                new SecureRandom()),
                                        64 << 20,
                                        InstantSource.system()),
                                new ArtifactCache(
                                        new HttpArtifactSource(),
                                        new Unpacker(ArtifactLimits.DEFAULT, folder),
                                        1 << 26,
                                        List.of(Duration.ofMillis(10))),
                                variables),
                        new RequestConsumer.Width(2, 1000, 1 << 24),
                        new RenderMetrics(new SimpleMeterRegistry()),
                        InstantSource.system());
        running.add(consumer);
        consumer.start();
        await().atMost(PATIENCE).until(consumer::isReady);
    }
}
