package io.sluice.statusprojector.kafka;

import io.sluice.events.RecordKey;
import io.sluice.events.log.KeyedConsumer;
import io.sluice.events.log.Lane;
import io.sluice.events.log.LaneHandler;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.Effects;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The group behind the effects: it shares the partitions out between replicas. Who has a partition
/// of the outcomes writes the statuses of all units and sources in it, and tells what they say.
///
/// It is our own consumer and not SmallRye's: an incoming channel dies for good when the broker's
/// name cannot be resolved at the start, and services start in any order.
public final class EffectsConsumer implements AutoCloseable {
    private static final KeyedConsumer.Limits LIMITS =
            new KeyedConsumer.Limits(1_000, 16L * 1024 * 1024, 64);

    private final Effects effects;
    private final Projection projection;
    private final Teller teller;
    private final KeyedConsumer consumer;

    /// @param memberId stable name of the process, for static membership; empty for none
    public EffectsConsumer(
            LogSettings settings,
            String memberId,
            Effects effects,
            Projection projection,
            Teller teller,
            InstantSource clock) {
        this.effects = effects;
        this.projection = projection;
        this.teller = teller;
        this.consumer =
                new KeyedConsumer(
                        settings,
                        settings.prefix() + "-status-projector",
                        memberId,
                        Topic.OUTCOMES,
                        KeyedConsumer.CommitPolicy.PROGRESS,
                        LIMITS,
                        new Handler(),
                        clock);
    }

    /// Joins the group; waits for broker and topics without limit.
    public void start() {
        consumer.start();
    }

    /// Whether the poll loop turned within this time.
    public boolean isTurning(Duration within) {
        return consumer.isTurning(within);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private final class Handler implements LaneHandler {
        @Override
        public void assigned(Lane lane) {
            effects.assigned(lane.partition());
        }

        /// Acts on a record that the projection has read; of one that it has not, the projection
        /// tells when it comes to it.
        @Override
        public void handle(Lane lane, ConsumerRecord<String, byte[]> record)
                throws InterruptedException {
            var position = new Position(Topic.OUTCOMES, record.partition(), record.offset());
            if (projection.hasPassed(position)) {
                effects.touch(RecordKey.parse(record.key()).resource());
            }
            teller.tell(Topic.OUTCOMES, lane, record);
        }

        @Override
        public void caughtUp(Lane lane) {
            // Everything in the partition was looked at when it was assigned.
        }

        @Override
        public void dropped(Lane lane, boolean lost) {
            effects.revoked(lane.partition());
        }
    }
}
