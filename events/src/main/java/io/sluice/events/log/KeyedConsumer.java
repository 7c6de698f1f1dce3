package io.sluice.events.log;

import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of a group that handles the records of one resource in order and those of different
/// resources at the same time (design 2, consuming).
///
/// One thread polls; it never waits for the handler's work nor for the broker's answer to a
/// publication, but for ten seconds at a revocation.
public final class KeyedConsumer implements AutoCloseable {

    /// What the committed offsets mean.
    public enum CommitPolicy {
        /// How far the work is done; an assignment goes on from there.
        PROGRESS,
        /// Only that we still own the partition; an assignment reads from the beginning.
        LEASE
    }

    /// How much may be read and unfinished.
    ///
    /// @param records over all partitions, at least 1
    /// @param bytes of their bodies, at least 1
    /// @param running handlers at the same time, at least 1
    public record Limits(int records, long bytes, int running) {}

    /// How long a lease lasts from the moment its commit was sent (design 2, lease).
    public static final Duration LEASE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(KeyedConsumer.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final LogSettings settings;
    private final String group;
    private final String memberId;
    private final Topic topic;
    private final Membership.Terms terms;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile long turnedAt = System.nanoTime();
    private volatile Instant leaseUntil = Instant.MIN;

    /// A consumer that joins its group when started.
    ///
    /// @param memberId stable name of the process, for static membership; empty for none
    public KeyedConsumer(
            LogSettings settings,
            String group,
            String memberId,
            Topic topic,
            CommitPolicy policy,
            Limits limits,
            LaneHandler handler,
            InstantSource clock) {
        this.settings = settings;
        this.group = group;
        this.memberId = memberId;
        this.topic = topic;
        this.terms =
                new Membership.Terms(
                        topic.under(settings.prefix()),
                        policy,
                        new InFlight(limits),
                        handler,
                        clock,
                        until -> leaseUntil = until);
        this.thread =
                Thread.ofPlatform().name("consume-" + topic.suffix()).daemon().unstarted(this::run);
    }

    /// Starts, on a thread of its own; waits for broker and topics without limit.
    public void start() {
        thread.start();
    }

    /// Whether the poll loop turned within this time: liveness, whatever the broker's state.
    public boolean isTurning(Duration within) {
        return System.nanoTime() - turnedAt < within.toNanos();
    }

    /// Until when the partitions are surely ours, under [CommitPolicy#LEASE]; checked before
    /// every effect.
    public Instant leaseUntil() {
        return leaseUntil;
    }

    private void run() {
        while (!stopping) {
            try (var ids = new TopicIdWatch(settings)) {
                Waiting.turning(() -> turnedAt = System.nanoTime(), ids::start);
                consume(ids);
            } catch (InterruptException | InterruptedException _) {
                Thread.interrupted();
            } catch (KafkaException e) {
                LOG.warn("{} cannot be consumed and is tried again", group, e);
                Waiting.second();
            }
        }
    }

    private void consume(TopicIdWatch ids) {
        try (var consumer =
                new KafkaConsumer<>(
                        settings.member(group, memberId),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var membership =
                    new Membership(
                            terms, consumer, () -> ids.id(topic).map(Object::toString).orElse(""));
            try {
                consumer.subscribe(List.of(terms.topic()), membership);
                while (!stopping) {
                    turnedAt = System.nanoTime();
                    membership.turn(consumer.poll(POLL));
                }
                membership.release();
                consumer.unsubscribe();
            } finally {
                membership.dropAll();
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            if (!thread.join(Membership.REVOCATION.plusSeconds(2))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
