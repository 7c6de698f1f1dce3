package io.sluice.applier.kafka;

import io.sluice.applier.engine.Engine;
import io.sluice.events.Envelope;
import io.sluice.events.log.FollowerListener;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Hands the outcomes of all units to the engine.
public final class OutcomeListener implements FollowerListener {

    private static final Logger LOG = Logger.getLogger(OutcomeListener.class);

    private final Engine engine;
    private final Consumer<Reading.Reason> refused;

    /// @param refused counts the records that are not to be acted on
    public OutcomeListener(Engine engine, Consumer<Reading.Reason> refused) {
        this.engine = engine;
        this.refused = refused;
    }

    @Override
    public void read(Topic topic, int partition, long offset, Envelope envelope) {
        engine.outcome(partition, envelope);
    }

    @Override
    public void refused(Topic topic, Reading.Refused refusal) {
        LOG.warnf("refused: %s", refusal.message());
        refused.accept(refusal.reason());
    }

    @Override
    public void caughtUp() {
        engine.outcomesKnown();
    }

    @Override
    public void lost(Topic topic, int partition) {
        engine.outcomesLost(partition);
    }
}
