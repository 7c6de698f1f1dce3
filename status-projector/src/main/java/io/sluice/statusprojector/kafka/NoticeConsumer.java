package io.sluice.statusprojector.kafka;

import io.sluice.events.log.KeyedConsumer;
import io.sluice.events.log.Lane;
import io.sluice.events.log.LaneHandler;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The group that tells what one topic says; its offsets say what is told.
public final class NoticeConsumer implements AutoCloseable {
    private static final KeyedConsumer.Limits LIMITS =
            new KeyedConsumer.Limits(500, 8L * 1024 * 1024, 16);

    private final Topic topic;
    private final Teller teller;
    private final KeyedConsumer consumer;

    /// @param memberId stable name of the process, for static membership; empty for none
    public NoticeConsumer(
            LogSettings settings,
            String memberId,
            Topic topic,
            Teller teller,
            InstantSource clock) {
        this.topic = topic;
        this.teller = teller;
        this.consumer =
                new KeyedConsumer(
                        settings,
                        settings.prefix() + "-status-projector-" + topic.suffix(),
                        memberId,
                        topic,
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
            // Records follow.
        }

        @Override
        public void handle(Lane lane, ConsumerRecord<String, byte[]> record)
                throws InterruptedException {
            teller.tell(topic, lane, record);
        }

        @Override
        public void caughtUp(Lane lane) {
            // Each record speaks for itself.
        }

        @Override
        public void dropped(Lane lane, boolean lost) {
            // What was not told is told by the next owner.
        }
    }
}
