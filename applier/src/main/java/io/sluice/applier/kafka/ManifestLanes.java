package io.sluice.applier.kafka;

import io.sluice.applier.engine.Engine;
import io.sluice.events.log.Lane;
import io.sluice.events.log.LaneHandler;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Hands the desired-state table of our partitions to the engine.
public final class ManifestLanes implements LaneHandler {

    private static final Logger LOG = Logger.getLogger(ManifestLanes.class);

    private final Engine engine;
    private final EventCodec codec;
    private final Consumer<Reading.Reason> refused;

    /// @param refused counts the records that are not to be acted on
    public ManifestLanes(Engine engine, EventCodec codec, Consumer<Reading.Reason> refused) {
        this.engine = engine;
        this.codec = codec;
        this.refused = refused;
    }

    @Override
    public void assigned(Lane lane) {
        LOG.infof("partition assigned: %d", lane.partition());
        engine.assigned(lane);
    }

    @Override
    public void handle(Lane lane, ConsumerRecord<String, byte[]> record) {
        switch (codec.decode(record)) {
            case Reading.Read read -> engine.desired(lane, read.envelope());
            case Reading.Refused refusal -> {
                LOG.warnf("refused: %s", refusal.message());
                refused.accept(refusal.reason());
            }
        }
    }

    @Override
    public void caughtUp(Lane lane) {
        LOG.debugf("partition read to its end: %d", lane.partition());
        engine.caughtUp(lane);
    }

    @Override
    public void dropped(Lane lane, boolean lost) {
        LOG.infof("partition %s: %d", lost ? "lost" : "revoked", lane.partition());
        try {
            engine.dropped(lane);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
