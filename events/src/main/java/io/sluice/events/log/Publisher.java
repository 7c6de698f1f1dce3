package io.sluice.events.log;

import io.sluice.events.Envelope;
import io.sluice.events.wire.Topic;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Puts facts on the log. One per service, one producer behind it, so that the records of a unit
/// keep their order whatever their topic.
public interface Publisher {

    /// Publishes a fact in its resource's partition.
    ///
    /// @return completes when the broker has it for good; fails when it could not be delivered
    CompletionStage<Position> publish(Topic topic, Envelope envelope);

    /// Publishes a fact in a given partition; only for records that belong to no resource.
    CompletionStage<Position> publish(Topic topic, Envelope envelope, int partition);

    /// Puts a record that cannot be handled aside, under its key and headers (protocol 1).
    ///
    /// @param withBody only if the body is sealed or cannot be decoded
    CompletionStage<Position> deadLetter(
            ConsumerRecord<String, byte[]> record, String reason, boolean withBody);

    /// Where a record lies.
    ///
    /// @param offset -1 if the broker did not tell
    record Position(Topic topic, int partition, long offset) {}
}
