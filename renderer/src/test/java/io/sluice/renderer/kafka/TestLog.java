package io.sluice.renderer.kafka;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.EpochOpened;
import io.sluice.events.Event;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.PartitionReader;
import io.sluice.events.log.Publisher;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.SigningKeys;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The log as a test sees it: writes requests, reads everything back.
final class TestLog implements Publisher, AutoCloseable {

    static final String CLUSTER = "11111111-2222-3333-4444-555555555555";
    static final int PARTITIONS = 1;

    private final LogSettings settings;
    private final String cluster;
    private final EventCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private final Ulids ulids = new Ulids(InstantSource.system(), new SecureRandom());

    TestLog(LogSettings settings) {
        this(settings, CLUSTER, signingKeys(new byte[32]));
    }

    TestLog(LogSettings settings, String cluster, SigningKeys keys) {
        this.settings = settings;
        this.cluster = cluster;
        this.codec = new EventCodec(settings.prefix(), new Partitions(PARTITIONS), cluster, keys);
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                settings.bootstrapServers(),
                                "max.request.size",
                                "71303168",
                                "compression.type",
                                "zstd"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    LogSettings settings() {
        return settings;
    }

    EventCodec codec() {
        return codec;
    }

    EventCodec codec(byte[] key) {
        return new EventCodec(
                settings.prefix(), new Partitions(PARTITIONS), cluster, signingKeys(key));
    }

    private static SigningKeys signingKeys(byte[] key) {
        return new SigningKeys("a", new TreeMap<>(Map.of("a", key)));
    }

    static Context context(long epoch, long sequence) {
        return new Context(
                "uid-1",
                1,
                new RequestNumber(epoch, sequence),
                Cause.NEW_REVISION,
                "then",
                null,
                null,
                "main@sha1:" + sequence,
                null,
                null);
    }

    Envelope request(ResourceKey unit, Context context, Event event) {
        return Envelope.of(
                ulids.next(),
                new RecordKey(unit, Slot.SELF),
                new Producer(cluster, "source-watcher"),
                InstantSource.system().instant(),
                context,
                event);
    }

    void ask(ResourceKey unit, Context context, Event event) {
        publish(Topic.REQUESTS, request(unit, context, event)).toCompletableFuture().join();
    }

    void open(long epoch) {
        ask(EpochOpened.KEY, context(epoch, 0), new EpochOpened(epoch));
    }

    void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
        producer.flush();
    }

    @Override
    public CompletionStage<Position> publish(Topic topic, Envelope envelope) {
        return send(topic, codec.encode(topic, envelope));
    }

    @Override
    public CompletionStage<Position> publish(Topic topic, Envelope envelope, int partition) {
        return send(topic, codec.encode(topic, envelope, partition));
    }

    @Override
    public CompletionStage<Position> deadLetter(
            ConsumerRecord<String, byte[]> record, String reason, boolean withBody) {
        return send(Topic.DEAD_LETTERS, codec.deadLetter(record, reason, withBody));
    }

    private CompletionStage<Position> send(Topic topic, ProducerRecord<String, byte[]> record) {
        var result = new CompletableFuture<Position>();
        var _ =
                producer.send(
                        record,
                        (metadata, failure) -> {
                            if (failure == null) {
                                result.complete(
                                        new Position(
                                                topic, metadata.partition(), metadata.offset()));
                            } else {
                                result.completeExceptionally(failure);
                            }
                        });
        return result;
    }

    /// All records of a topic.
    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try {
            PartitionReader.readToEnd(settings, topic, 0, records::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return records;
    }

    /// All facts of a topic.
    List<Envelope> read(Topic topic) {
        List<Envelope> envelopes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records(topic)) {
            if (codec.decode(record) instanceof Reading.Read(Envelope envelope)) {
                envelopes.add(envelope);
            }
        }
        return envelopes;
    }

    @Override
    public void close() {
        producer.close();
    }
}
