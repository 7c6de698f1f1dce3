package io.sluice.events.log;

import io.sluice.events.Envelope;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Topic;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// Publishes through SmallRye's one outgoing channel `log`: one channel is one producer, and the
/// topic stands in each message, so the records of a unit keep their order over all topics.
@Singleton
public final class SmallRyePublisher implements Publisher {

    private final MutinyEmitter<byte[]> emitter;
    private final EventCodec codec;

    /// The publisher of a service.
    @Inject
    public SmallRyePublisher(
            @Channel("log") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> emitter,
            EventCodec codec) {
        this.emitter = emitter;
        this.codec = codec;
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
        int partition = Objects.requireNonNull(record.partition(), "the codec sets the partition");
        var target =
                OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(record.topic())
                        .withPartition(partition)
                        .withKey(record.key())
                        .withHeaders(record.headers())
                        .build();
        var result = new OutgoingMessageMetadata<RecordMetadata>();
        Message<byte[]> message = Message.of(record.value(), Metadata.of(target, result));
        return emitter.sendMessage(message)
                .map(_ -> position(topic, partition, result))
                .subscribeAsCompletionStage();
    }

    private static Position position(
            Topic topic, int partition, OutgoingMessageMetadata<RecordMetadata> result) {
        RecordMetadata metadata = result.getResult();
        return new Position(topic, partition, metadata == null ? -1 : metadata.offset());
    }
}
