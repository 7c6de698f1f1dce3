package io.sluice.applier.kafka;

import io.sluice.applier.engine.Engine;
import io.sluice.events.Envelope;
import io.sluice.events.log.FollowerListener;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;

/// Tells the engine which objects the desired states of all units hold. What is refused here is
/// counted where the partition's owner reads it.
public final class ClaimListener implements FollowerListener {

    private final Engine engine;

    /// For one engine.
    public ClaimListener(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void read(Topic topic, int partition, long offset, Envelope envelope) {
        engine.claimed(envelope);
    }

    @Override
    public void refused(Topic topic, Reading.Refused refusal) {}

    @Override
    public void caughtUp() {
        engine.claimsKnown();
    }

    @Override
    public void lost(Topic topic, int partition) {
        engine.claimsLost(partition);
    }
}
