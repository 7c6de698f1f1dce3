package io.sluice.events.log;

import io.sluice.events.log.KeyedConsumer.CommitPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one membership commits: how far the work is done, or that the partitions are still ours.
///
/// The metadata of an offset names the id of the topic its lane read, so that an offset of a topic that was created
/// again is not believed.
final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final Duration CALL = Duration.ofSeconds(2);

    private final Membership.Terms terms;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Supplier<String> topicId;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean committing;

    Commits(
            Membership.Terms terms,
            KafkaConsumer<String, byte[]> consumer,
            Supplier<String> topicId) {
        this.terms = terms;
        this.consumer = consumer;
        this.topicId = topicId;
    }

    /// Moves to where a newly assigned partition is read from.
    ///
    /// @return that offset
    long seekToStart(TopicPartition place) {
        if (terms.policy() == CommitPolicy.PROGRESS) {
            var found = consumer.committed(Set.of(place), CALL).get(place);
            if (found != null && found.metadata().equals(topicId.get())) {
                consumer.seek(place, found.offset());
                return found.offset();
            }
        }
        consumer.seekToBeginning(List.of(place));
        return 0;
    }

    /// The partition begins again.
    void forget(TopicPartition place) {
        committed.remove(place);
    }

    /// Commits without waiting; a success renews the lease from the moment it was sent.
    void commit(Collection<WorkingLane> lanes) {
        if (committing || lanes.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets =
                switch (terms.policy()) {
                    case PROGRESS -> progress(lanes);
                    case LEASE -> lease(lanes.iterator().next());
                };
        if (offsets.isEmpty()) {
            return;
        }
        Instant sent = terms.clock().instant();
        committing = true;
        consumer.commitAsync(
                offsets,
                (_, failure) -> {
                    committing = false;
                    if (failure == null) {
                        terms.leaseRenewed().accept(sent.plus(KeyedConsumer.LEASE));
                        offsets.forEach((place, offset) -> committed.put(place, offset.offset()));
                    }
                });
    }

    /// Commits and waits, as at a revocation.
    void commitNow(Collection<WorkingLane> lanes) {
        if (terms.policy() == CommitPolicy.PROGRESS && !lanes.isEmpty()) {
            try {
                consumer.commitSync(progress(lanes), CALL);
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.info(
                        "{}: not committed, some work is done again: {}",
                        terms.topic(),
                        e.toString());
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> lease(WorkingLane lane) {
        TopicPartition place = terms.place(lane.partition());
        return Map.of(place, new OffsetAndMetadata(consumer.position(place, CALL)));
    }

    private Map<TopicPartition, OffsetAndMetadata> progress(Collection<WorkingLane> lanes) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (WorkingLane lane : lanes) {
            TopicPartition place = terms.place(lane.partition());
            long offset = lane.committable();
            if (offset != committed.getOrDefault(place, -1L)) {
                offsets.put(place, new OffsetAndMetadata(offset, lane.topicId()));
            }
        }
        return offsets;
    }
}
