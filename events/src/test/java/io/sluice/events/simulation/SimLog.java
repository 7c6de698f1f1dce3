package io.sluice.events.simulation;

import io.sluice.events.Envelope;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/// A log with partitions, compaction and loss.
final class SimLog {

    static final Partitions PARTITIONS = new Partitions(3);

    private final Map<Topic, List<List<Rec>>> topics = new EnumMap<>(Topic.class);
    private final Map<Topic, long[]> ends = new EnumMap<>(Topic.class);
    private int incarnation;

    record Rec(long offset, Envelope envelope) {}

    SimLog() {
        clear();
    }

    private void clear() {
        for (Topic topic : Topic.values()) {
            List<List<Rec>> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS.count(); partition++) {
                partitions.add(new ArrayList<>());
            }
            ends.put(topic, new long[PARTITIONS.count()]);
            topics.put(topic, partitions);
        }
    }

    /// Which log this is; another number after each loss.
    int incarnation() {
        return incarnation;
    }

    long append(Topic topic, Envelope envelope) {
        return append(topic, envelope, PARTITIONS.of(envelope.resource()));
    }

    long append(Topic topic, Envelope envelope, int partition) {
        long offset = endsOf(topic)[partition]++;
        records(topic, partition).add(new Rec(offset, envelope));
        return offset;
    }

    List<Rec> records(Topic topic, int partition) {
        return topics.getOrDefault(topic, List.of()).get(partition);
    }

    List<Rec> from(Topic topic, int partition, long offset) {
        return records(topic, partition).stream().filter(rec -> rec.offset() >= offset).toList();
    }

    private long[] endsOf(Topic topic) {
        return Objects.requireNonNull(ends.get(topic));
    }

    long end(Topic topic, int partition) {
        return endsOf(topic)[partition];
    }

    /// Takes some records away that a later one of the same key hides: by offset, as Kafka does.
    void compact(Random random) {
        for (Topic topic : Topic.values()) {
            if (topic.cleanup() == Topic.Cleanup.COMPACT) {
                topics.getOrDefault(topic, List.of()).forEach(records -> compact(records, random));
            }
        }
    }

    private static void compact(List<Rec> records, Random random) {
        Set<String> later = new HashSet<>();
        for (int at = records.size() - 1; at >= 0; at--) {
            boolean hidden = !later.add(records.get(at).envelope().head().key().toString());
            if (hidden && random.nextBoolean()) {
                records.remove(at);
            }
        }
    }

    void lose() {
        incarnation++;
        clear();
    }
}
