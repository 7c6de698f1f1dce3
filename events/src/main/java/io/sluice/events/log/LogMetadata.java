package io.sluice.events.log;

import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Topic;
import java.util.SortedMap;
import org.apache.kafka.common.Uuid;

/// What the broker tells of the topics, by which a loss of the log is noticed (protocol 5).
public interface LogMetadata {

    /// The topics that exist now, with their ids.
    ///
    /// @throws LogUnavailableException if the broker does not answer
    SortedMap<Topic, Uuid> topicIds() throws LogUnavailableException, InterruptedException;

    /// The end of every partition of every topic that exists.
    ///
    /// @throws LogUnavailableException if the broker does not answer
    SortedMap<Place, Long> ends() throws LogUnavailableException, InterruptedException;
}
