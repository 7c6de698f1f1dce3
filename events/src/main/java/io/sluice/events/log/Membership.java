package io.sluice.events.log;

import io.sluice.events.log.KeyedConsumer.CommitPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One membership of a group: the lanes of one plain consumer, all on its poll thread.
final class Membership implements ConsumerRebalanceListener {

    /// How long the work on a revoked partition may take to stop.
    static final Duration REVOCATION = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Terms terms;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Supplier<String> topicId;
    private final Commits commits;
    private final Map<Integer, WorkingLane> lanes = new HashMap<>();
    private long tickedAt;
    private boolean paused;

    /// What stays the same over all memberships of a consumer.
    ///
    /// @param topic its full name
    /// @param leaseRenewed told until when the partitions are surely ours
    record Terms(
            String topic,
            CommitPolicy policy,
            InFlight inFlight,
            LaneHandler handler,
            InstantSource clock,
            Consumer<Instant> leaseRenewed) {

        TopicPartition place(int partition) {
            return new TopicPartition(topic, partition);
        }
    }

    /// @param topicId tells the id the topic has now; empty where the broker has none
    Membership(Terms terms, KafkaConsumer<String, byte[]> consumer, Supplier<String> topicId) {
        this.terms = terms;
        this.consumer = consumer;
        this.topicId = topicId;
        this.commits = new Commits(terms, consumer, topicId);
    }

    /// One turn of the poll loop.
    void turn(ConsumerRecords<String, byte[]> records) {
        Set<Integer> readAgain = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!readAgain.contains(record.partition()) && !take(record)) {
                readAgain.add(record.partition());
            }
        }
        restart(lanesOfAnotherTopic());
        tick();
        throttle();
    }

    /// @return whether reading goes on; otherwise the partition begins again, and what was polled
    ///     of it comes once more
    private boolean take(ConsumerRecord<String, byte[]> record) {
        WorkingLane lane = lanes.get(record.partition());
        if (lane == null || record.key() == null) {
            return true; // Not ours any more, or never was: every record of ours has a key.
        }
        if (record.offset() < lane.next()) {
            restart(List.of(record.partition()));
            return false;
        }
        lane.submit(record);
        return true;
    }

    /// The log was lost: these partitions begin again with new lanes.
    private void restart(List<Integer> partitions) {
        for (int partition : partitions) {
            TopicPartition place = terms.place(partition);
            LOG.warn("{} was lost and is read again", place);
            drop(partition, true);
            commits.forget(place);
            consumer.seekToBeginning(List.of(place));
            open(partition, 0);
        }
    }

    /// The lanes that began to read before the topic was created again.
    private List<Integer> lanesOfAnotherTopic() {
        String now = topicId.get();
        return lanes.values().stream()
                .filter(lane -> !lane.topicId().equals(now))
                .map(WorkingLane::partition)
                .toList();
    }

    private void open(int partition, long first) {
        var lane = new WorkingLane(partition, topicId.get(), terms.inFlight(), terms.handler());
        lane.startAt(first);
        lanes.put(partition, lane);
        terms.handler().assigned(lane);
    }

    private void drop(int partition, boolean lost) {
        WorkingLane lane = lanes.remove(partition);
        if (lane != null) {
            lane.die();
            terms.handler().dropped(lane, lost);
            if (lost) {
                lane.awaitIdle(Duration.ZERO);
            }
        }
    }

    /// Drops what is left, as when the consumer failed.
    void dropAll() {
        List.copyOf(lanes.keySet()).forEach(partition -> drop(partition, true));
    }

    /// Gives all partitions back in good order.
    void release() {
        release(List.copyOf(lanes.values()));
    }

    /// Marks, waits for the running work, commits, drops.
    private void release(List<WorkingLane> given) {
        given.forEach(WorkingLane::die);
        given.forEach(lane -> lane.awaitIdle(REVOCATION));
        commits.commitNow(lanes.values());
        given.forEach(lane -> drop(lane.partition(), false));
    }

    private void tick() {
        try {
            for (WorkingLane lane : List.copyOf(lanes.values())) {
                if (lane.end() < 0) {
                    rememberEnd(lane);
                }
                lane.checkCaughtUp(consumer.position(terms.place(lane.partition()), CALL));
            }
            long now = System.nanoTime();
            if (now - tickedAt > SECOND) {
                tickedAt = now;
                checkEnds();
                commits.commit(lanes.values());
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException _) {
            // The broker is away, or the group is rebalancing; the next turn tries again.
        }
    }

    private void rememberEnd(WorkingLane lane) {
        TopicPartition place = terms.place(lane.partition());
        Long end = consumer.endOffsets(List.of(place), CALL).get(place);
        if (end != null) {
            lane.rememberEnd(end);
        }
    }

    private void checkEnds() {
        List<TopicPartition> places = lanes.keySet().stream().map(terms::place).toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(places, CALL);
        for (TopicPartition place : places) {
            WorkingLane lane = lanes.get(place.partition());
            Long end = ends.get(place);
            if (lane != null && end != null && end < lane.next()) {
                restart(List.of(place.partition()));
            }
        }
    }

    private void throttle() {
        if (!paused && terms.inFlight().isFull()) {
            paused = true;
        } else if (paused && terms.inFlight().isHalfEmpty()) {
            paused = false;
            consumer.resume(consumer.paused());
        }
        if (paused) {
            consumer.pause(consumer.assignment());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> places) {
        for (TopicPartition place : places) {
            open(place.partition(), commits.seekToStart(place));
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> places) {
        release(
                lanes.values().stream()
                        .filter(lane -> places.contains(terms.place(lane.partition())))
                        .toList());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> places) {
        places.forEach(place -> drop(place.partition(), true));
    }
}
