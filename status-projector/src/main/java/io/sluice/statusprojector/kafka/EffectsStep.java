package io.sluice.statusprojector.kafka;

import io.sluice.events.RecordKey;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.Effects;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The group behind the effects: it shares the partitions out between replicas, and its records
/// make the statuses of their resources be looked at.
@Singleton
@Identifier(EffectsStep.CHANNEL)
public final class EffectsStep implements KafkaConsumerRebalanceListener {
    static final String CHANNEL = "effects";

    private final Effects effects;
    private final Projection projection;
    private final String prefix;

    EffectsStep(
            Effects effects,
            Projection projection,
            @ConfigProperty(name = "sluice.topic-prefix") String prefix) {
        this.effects = effects;
        this.projection = projection;
        this.prefix = prefix;
    }

    /// Acts on a record that the projection has read; of one that it has not, the projection tells
    /// when it comes to it.
    @Incoming(CHANNEL)
    CompletionStage<Void> act(Message<byte[]> message) {
        message.getMetadata(IncomingKafkaRecordMetadata.class).ifPresent(this::touch);
        return message.ack();
    }

    private void touch(IncomingKafkaRecordMetadata<?, ?> record) {
        Topic topic = Topic.named(prefix, record.getTopic());
        Position position = new Position(topic, record.getPartition(), record.getOffset());
        if (projection.hasPassed(position)) {
            try {
                effects.touch(RecordKey.parse(String.valueOf(record.getKey())).resource());
            } catch (IllegalArgumentException _) {
                // Not one of ours; the projection refuses and counts it.
            }
        }
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ofOutcomes(partitions, effects::assigned);
    }

    @Override
    public void onPartitionsRevoked(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ofOutcomes(partitions, effects::revoked);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ofOutcomes(partitions, effects::revoked);
    }

    /// Who has a partition of the outcomes writes the statuses of the resources in it.
    private void ofOutcomes(Collection<TopicPartition> partitions, IntConsumer action) {
        String topic = Topic.OUTCOMES.under(prefix);
        partitions.stream()
                .filter(place -> place.topic().equals(topic))
                .forEach(place -> action.accept(place.partition()));
    }
}
