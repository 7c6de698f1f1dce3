package io.sluice.events.log;

import io.sluice.events.Envelope;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;

/// What a [LogFollower] tells; all calls come from its one thread.
public interface FollowerListener {

    /// A record was read.
    void read(Topic topic, int partition, long offset, Envelope envelope);

    /// A record was refused; count it.
    void refused(Topic topic, Reading.Refused refused);

    /// Everything that was in the followed topics at the start (or after a loss) has been read.
    void caughtUp();

    /// The log was lost: forget what was read of this topic's partition; it is read again from
    /// the beginning.
    void lost(Topic topic, int partition);
}
