package io.sluice.applier;

import static org.awaitility.Awaitility.await;

import io.sluice.api.kustomize.Kustomization;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.Applied;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.Rendered;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.PartitionReader;
import io.sluice.events.log.TopicAdmin;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A hand that plays the other services on a real broker: it declares units and renders them.
final class BrokerBench implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);

    final String namespace = TestPlatform.namespace();
    private final LogSettings settings;
    private final EventCodec codec;
    private final KafkaLog log;
    private long sequence;

    /// @param prefix of topics of its own, which are created
    BrokerBench(String bootstrapServers, String prefix) {
        settings = new LogSettings(bootstrapServers, prefix, "test", Map.of());
        codec = Replica.codec(prefix);
        try (var topics = new TopicAdmin(settings, Replica.PARTITIONS)) {
            topics.createMissing();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        log = KafkaLog.on(settings, codec);
    }

    /// An applier in this process.
    Replica replica() {
        return new Replica(settings.bootstrapServers(), settings.prefix(), TestPlatform.client());
    }

    ResourceKey declare(String name) {
        String manifest =
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: %s}
                spec:
                  interval: 10m
                  prune: true
                  sourceRef: {kind: GitRepository, name: source}
                """
                        .formatted(name, namespace);
        TestPlatform.client().resource(manifest).create();
        return new ResourceKey("Kustomization", namespace, name);
    }

    /// The desired state of a unit is from now on config maps of these names, with this value.
    Context render(ResourceKey unit, String value, List<String> names) {
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
        var objects = names.stream().map(name -> rendered(name, value)).toList();
        var event =
                new ManifestsRendered(
                        "sha256:" + unit.name() + value + names.hashCode(),
                        "i",
                        null,
                        objects,
                        TestBench.spec(true, false));
        var answer = new Rendered(event.digest(), "i", 0, false, List.of(), List.of(), 1);
        publish(Topic.MANIFESTS, unit.slot(Slot.SELF), context, event);
        publish(Topic.OUTCOMES, unit.slot(Slot.RENDER), context, answer);
        return context;
    }

    private void publish(Topic topic, RecordKey key, Context context, Event event) {
        log.publish(
                topic,
                Envelope.of(
                        "id-" + sequence,
                        key,
                        new Producer("cluster", "renderer"),
                        Instant.now(),
                        context,
                        event));
    }

    private RenderedObject rendered(String name, String value) {
        var body =
                TestBench.yaml(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {key: '%s'}}"
                                .formatted(name, namespace, value));
        String digest = "sha256:" + name + value;
        return RenderedObject.open(SeenReader.idOf(body), digest, null, body);
    }

    /// Waits until a request, or a later one, is answered with success.
    void awaitApplied(ResourceKey unit, Context context) {
        await().atMost(SOON).until(() -> isApplied(unit, context));
    }

    private boolean isApplied(ResourceKey unit, Context context) {
        return read(Topic.OUTCOMES, unit).stream()
                .anyMatch(
                        envelope ->
                                envelope.event() instanceof Applied
                                        && envelope.request().covers(context.request()));
    }

    /// All events about drift of a unit.
    List<Envelope> drift(ResourceKey unit) {
        return read(Topic.DRIFT, unit);
    }

    private List<Envelope> read(Topic topic, ResourceKey unit) {
        List<Envelope> found = new ArrayList<>();
        try {
            PartitionReader.readToEnd(
                    settings,
                    topic,
                    Replica.PARTITIONS.of(unit),
                    record -> {
                        if (codec.decode(record) instanceof Reading.Read read
                                && read.envelope().resource().equals(unit)) {
                            found.add(read.envelope());
                        }
                    });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    @Override
    public void close() {
        log.close();
    }
}
