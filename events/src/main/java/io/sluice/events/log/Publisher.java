package io.sluice.events.log;

import io.sluice.events.Envelope;
import io.sluice.events.wire.Topic;
import java.util.concurrent.CompletionStage;

/// Puts facts on the log. One per service, one producer behind it, so that the records of a unit
/// keep their order whatever their topic.
public interface Publisher {

    /// Publishes a fact in its resource's partition.
    ///
    /// @return completes when the broker has it for good; fails when it could not be delivered
    CompletionStage<Position> publish(Topic topic, Envelope envelope);

    /// Publishes a fact in a given partition; only for records that belong to no resource.
    CompletionStage<Position> publish(Topic topic, Envelope envelope, int partition);

    /// Where a record lies.
    ///
    /// @param offset -1 if the broker did not tell
    record Position(Topic topic, int partition, long offset) {}
}
