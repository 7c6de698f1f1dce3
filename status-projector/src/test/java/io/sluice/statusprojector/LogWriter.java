package io.sluice.statusprojector;

import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import io.sluice.events.wire.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Plays the other services: puts facts on the log.
final class LogWriter implements AutoCloseable {
    private final String cluster;
    private final EventCodec codec;
    private final KafkaProducer<String, byte[]> producer;

    LogWriter(String servers, String cluster) {
        var keys = new TreeMap<String, byte[]>();
        keys.put("k1", new byte[32]);
        this.cluster = cluster;
        this.codec =
                new EventCodec(
                        Platform.PREFIX,
                        new Partitions(Platform.PARTITIONS),
                        cluster,
                        new SigningKeys("k1", keys));
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /// Writes a fact and waits until the broker has it.
    void write(Topic topic, ResourceKey key, Slot slot, Context context, Event event) {
        try {
            send(topic, key, slot, context, event).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Writes a fact without waiting.
    Future<?> send(Topic topic, ResourceKey key, Slot slot, Context context, Event event) {
        var envelope = Facts.envelope(cluster, key.slot(slot), context, Instant.now(), event);
        return producer.send(codec.encode(topic, envelope));
    }

    @Override
    public void close() {
        producer.close();
    }
}
