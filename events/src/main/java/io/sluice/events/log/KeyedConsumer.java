package io.sluice.events.log;

import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final Duration REVOCATION = Duration.ofSeconds(10);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LogSettings settings;
    private final String group;
    private final String memberId;
    private final Topic topic;
    private final CommitPolicy policy;
    private final InFlight inFlight;
    private final LaneHandler handler;
    private final InstantSource clock;
    private final Thread thread;
    private final Map<Integer, WorkingLane> lanes = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private volatile boolean stopping;
    private volatile long turnedAt = System.nanoTime();
    private volatile Instant leaseUntil = Instant.MIN;
    private long tickedAt;
    private boolean committing;
    private boolean paused;

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
        this.policy = policy;
        this.inFlight = new InFlight(limits);
        this.handler = handler;
        this.clock = clock;
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
                dropAll();
                Waiting.second();
            }
        }
    }

    private void consume(TopicIdWatch ids) {
        var deserializer = new ByteArrayDeserializer();
        try (var consumer =
                new KafkaConsumer<>(
                        settings.member(group, memberId), new StringDeserializer(), deserializer)) {
            consumer.subscribe(
                    List.of(topic.under(settings.prefix())), new Assignment(consumer, ids));
            while (!stopping) {
                turnedAt = System.nanoTime();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(consumer, record);
                }
                if (ids.takeRecreated().contains(topic)) {
                    restart(consumer, List.copyOf(lanes.keySet()));
                }
                tick(consumer, ids);
                throttle(consumer);
            }
            release(consumer, ids, List.copyOf(lanes.values()));
            consumer.unsubscribe();
        } finally {
            dropAll();
        }
    }

    private void take(
            KafkaConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record) {
        WorkingLane lane = lanes.get(record.partition());
        if (lane == null || record.key() == null) {
            return; // Not ours any more, or never was: every record of ours has a key.
        }
        if (record.offset() < lane.next()) {
            restart(consumer, List.of(record.partition()));
            return;
        }
        lane.submit(record);
    }

    /// The log was lost: these partitions begin again with new lanes.
    private void restart(KafkaConsumer<String, byte[]> consumer, List<Integer> partitions) {
        for (int partition : partitions) {
            LOG.warn("{}-{} was lost and is read again", topic.suffix(), partition);
            drop(partition, true);
            committed.remove(place(partition));
            consumer.seekToBeginning(List.of(place(partition)));
            open(partition, 0);
        }
    }

    private void open(int partition, long first) {
        var lane = new WorkingLane(partition, inFlight, handler);
        lane.startAt(first);
        lanes.put(partition, lane);
        handler.assigned(lane);
    }

    private void drop(int partition, boolean lost) {
        WorkingLane lane = lanes.remove(partition);
        if (lane != null) {
            lane.die();
            handler.dropped(lane, lost);
            if (lost) {
                lane.awaitIdle(Duration.ZERO);
            }
        }
    }

    private void dropAll() {
        List.copyOf(lanes.values()).forEach(lane -> drop(lane.partition(), true));
    }

    /// Gives partitions back in good order: mark, wait for the running work, commit, drop.
    private void release(
            KafkaConsumer<String, byte[]> consumer, TopicIdWatch ids, List<WorkingLane> given) {
        given.forEach(WorkingLane::die);
        given.forEach(lane -> lane.awaitIdle(REVOCATION));
        commitProgress(consumer, ids);
        given.forEach(lane -> drop(lane.partition(), false));
    }

    private void tick(KafkaConsumer<String, byte[]> consumer, TopicIdWatch ids) {
        long now = System.nanoTime();
        boolean second = now - tickedAt > SECOND;
        try {
            for (WorkingLane lane : List.copyOf(lanes.values())) {
                if (lane.end() < 0) {
                    rememberEnd(consumer, lane);
                }
                lane.checkCaughtUp(consumer.position(place(lane.partition()), CALL));
            }
            if (second) {
                tickedAt = now;
                checkEnds(consumer);
                commit(consumer, ids);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException _) {
            // The broker is away, or the group is rebalancing; the next turn tries again.
        }
    }

    private void rememberEnd(KafkaConsumer<String, byte[]> consumer, WorkingLane lane) {
        TopicPartition place = place(lane.partition());
        Long end = consumer.endOffsets(List.of(place), CALL).get(place);
        if (end != null) {
            lane.rememberEnd(end);
        }
    }

    private void checkEnds(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> places = lanes.keySet().stream().map(this::place).toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(places, CALL);
        for (TopicPartition place : places) {
            WorkingLane lane = lanes.get(place.partition());
            Long end = ends.get(place);
            if (lane != null && end != null && end < lane.next()) {
                restart(consumer, List.of(place.partition()));
            }
        }
    }

    private void commit(KafkaConsumer<String, byte[]> consumer, TopicIdWatch ids) {
        if (committing || lanes.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets =
                switch (policy) {
                    case PROGRESS -> progress(ids);
                    case LEASE -> lease(consumer);
                };
        if (offsets.isEmpty()) {
            return;
        }
        Instant sent = clock.instant();
        committing = true;
        consumer.commitAsync(
                offsets,
                (_, failure) -> {
                    committing = false;
                    if (failure == null) {
                        leaseUntil = sent.plus(LEASE);
                        offsets.forEach((place, offset) -> committed.put(place, offset.offset()));
                    }
                });
    }

    private Map<TopicPartition, OffsetAndMetadata> lease(KafkaConsumer<String, byte[]> consumer) {
        TopicPartition place = place(lanes.keySet().iterator().next());
        return Map.of(place, new OffsetAndMetadata(consumer.position(place, CALL)));
    }

    /// What is finished and not yet committed; the metadata names the topic's id, so that an
    /// offset of a topic that was created again is not believed.
    private Map<TopicPartition, OffsetAndMetadata> progress(TopicIdWatch ids) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        String id = ids.id(topic).map(Object::toString).orElse("");
        for (WorkingLane lane : lanes.values()) {
            TopicPartition place = place(lane.partition());
            long offset = lane.committable();
            if (offset != committed.getOrDefault(place, -1L)) {
                offsets.put(place, new OffsetAndMetadata(offset, id));
            }
        }
        return offsets;
    }

    private void commitProgress(KafkaConsumer<String, byte[]> consumer, TopicIdWatch ids) {
        if (policy == CommitPolicy.PROGRESS && !lanes.isEmpty()) {
            try {
                consumer.commitSync(progress(ids), CALL);
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.info("{}: not committed, some work is done again: {}", group, e.toString());
            }
        }
    }

    private void throttle(KafkaConsumer<String, byte[]> consumer) {
        if (!paused && inFlight.isFull()) {
            paused = true;
        } else if (paused && inFlight.isHalfEmpty()) {
            paused = false;
            consumer.resume(consumer.paused());
        }
        if (paused) {
            consumer.pause(consumer.assignment());
        }
    }

    private TopicPartition place(int partition) {
        return new TopicPartition(topic.under(settings.prefix()), partition);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            if (!thread.join(REVOCATION.plusSeconds(2))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Opens and drops lanes as the group assigns partitions.
    private final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;
        private final TopicIdWatch ids;

        Assignment(KafkaConsumer<String, byte[]> consumer, TopicIdWatch ids) {
            this.consumer = consumer;
            this.ids = ids;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> places) {
            for (TopicPartition place : places) {
                open(place.partition(), start(place));
            }
        }

        private long start(TopicPartition place) {
            if (policy == CommitPolicy.PROGRESS) {
                var found = consumer.committed(java.util.Set.of(place), CALL).get(place);
                String id = ids.id(topic).map(Object::toString).orElse("");
                if (found != null && found.metadata().equals(id)) {
                    consumer.seek(place, found.offset());
                    return found.offset();
                }
            }
            consumer.seekToBeginning(List.of(place));
            return 0;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> places) {
            release(
                    consumer,
                    ids,
                    lanes.values().stream()
                            .filter(lane -> places.contains(place(lane.partition())))
                            .toList());
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> places) {
            places.forEach(place -> drop(place.partition(), true));
        }
    }
}
