package io.sluice.applier;

import io.sluice.events.Envelope;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.Publisher;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes with a plain producer; as in the service, nobody waits while the broker is away.
record KafkaLog(EventCodec codec, KafkaProducer<String, byte[]> producer, ExecutorService sender)
        implements Publisher, AutoCloseable {

    static KafkaLog on(LogSettings settings, EventCodec codec) {
        return new KafkaLog(
                codec,
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", settings.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
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
        throw new IllegalStateException(reason);
    }

    private CompletionStage<Position> send(Topic topic, ProducerRecord<String, byte[]> record) {
        CompletableFuture<Position> done = new CompletableFuture<>();
        sender.execute(() -> send(topic, record, done));
        return done;
    }

    private void send(
            Topic topic, ProducerRecord<String, byte[]> record, CompletableFuture<Position> done) {
        var _ =
                producer.send(
                        record,
                        (metadata, problem) -> {
                            if (problem == null) {
                                done.complete(
                                        new Position(
                                                topic, metadata.partition(), metadata.offset()));
                            } else {
                                done.completeExceptionally(problem);
                            }
                        });
    }

    @Override
    public void close() {
        sender.shutdown();
        producer.close(Duration.ofSeconds(5));
    }
}
