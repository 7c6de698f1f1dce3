package io.sluice.events.log;

import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads whole topics, all partitions, from the beginning and then on, without a group.
///
/// It notices that the log was lost (a topic was created again, or ends before what was read) and
/// reads the affected partitions from the beginning (protocol 5). It waits for topics that do not
/// exist yet, and for a broker that is away, without limit.
public final class LogFollower implements AutoCloseable {

    /// An order of Kafka's own place type.
    static final Comparator<TopicPartition> PLACES =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LogSettings settings;
    private final String name;
    private final List<Topic> topics;
    private final EventCodec codec;
    private final FollowerListener listener;
    private final Thread thread;
    private final SortedMap<TopicPartition, Long> next = new TreeMap<>(PLACES);
    private final SortedMap<TopicPartition, Long> ends = new TreeMap<>(PLACES);
    private final Map<Topic, Uuid> readIds = new EnumMap<>(Topic.class);
    private volatile boolean caughtUp;
    private volatile boolean stopping;
    private volatile long turnedAt = System.nanoTime();
    private long checkedAt;

    /// A follower that starts when told.
    ///
    /// @param name tells this follower from others of the same service
    /// @param topics to read
    public LogFollower(
            LogSettings settings,
            String name,
            List<Topic> topics,
            EventCodec codec,
            FollowerListener listener) {
        this.settings = settings;
        this.name = name;
        this.topics = List.copyOf(topics);
        this.codec = codec;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("follow-" + name).daemon().unstarted(this::run);
    }

    /// Starts reading, on a thread of its own.
    public void start() {
        thread.start();
    }

    /// Whether everything that was there at the start, or after a loss, has been read.
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /// Whether the loop turned within this time: the follower's liveness, whatever the broker's.
    public boolean isTurning(Duration within) {
        return System.nanoTime() - turnedAt < within.toNanos();
    }

    private void run() {
        while (!stopping) {
            try (var ids = new TopicIdWatch(settings)) {
                Waiting.turning(() -> turnedAt = System.nanoTime(), ids::start);
                follow(ids);
            } catch (InterruptException | InterruptedException _) {
                Thread.interrupted();
            } catch (KafkaException e) {
                LOG.warn("the log cannot be followed and is tried again: {}", e.toString());
                Waiting.second();
            }
        }
    }

    private void follow(TopicIdWatch ids) {
        try (var consumer =
                new KafkaConsumer<>(
                        settings.follower(name),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> places = places();
            consumer.assign(places);
            if (next.isEmpty()) {
                consumer.seekToBeginning(places);
            } else {
                next.forEach(consumer::seek);
            }
            while (!stopping) {
                turnedAt = System.nanoTime();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                forgetRecreated(consumer, ids);
                check(consumer);
            }
        }
    }

    private List<TopicPartition> places() {
        return topics.stream().flatMap(topic -> placesOf(topic).stream()).toList();
    }

    private List<TopicPartition> placesOf(Topic topic) {
        return IntStream.range(0, codec.partitions().count())
                .mapToObj(
                        partition -> new TopicPartition(topic.under(settings.prefix()), partition))
                .toList();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        Topic topic = Topic.named(settings.prefix(), record.topic());
        if (record.offset() < next.getOrDefault(place, 0L)) {
            lose(topic, place);
        }
        next.put(place, record.offset() + 1);
        switch (codec.decode(record)) {
            case Reading.Read read ->
                    listener.read(topic, record.partition(), record.offset(), read.envelope());
            case Reading.Refused refused -> listener.refused(topic, refused);
        }
    }

    /// Begins again with the topics that have another id than the one that was read.
    private void forgetRecreated(KafkaConsumer<String, byte[]> consumer, TopicIdWatch ids) {
        for (Topic topic : topics) {
            Uuid now = ids.id(topic).orElse(Uuid.ZERO_UUID);
            Uuid before = readIds.put(topic, now);
            if (before != null && !before.equals(now)) {
                placesOf(topic).forEach(place -> lose(topic, place));
                consumer.seekToBeginning(placesOf(topic));
            }
        }
    }

    private void check(KafkaConsumer<String, byte[]> consumer) {
        long now = System.nanoTime();
        boolean due = !caughtUp || now - checkedAt > CHECK_NANOS;
        if (due) {
            checkedAt = now;
            checkEnds(consumer);
        }
    }

    private void checkEnds(KafkaConsumer<String, byte[]> consumer) {
        try {
            Map<TopicPartition, Long> now = consumer.endOffsets(places(), CALL);
            boolean behind = false;
            for (Map.Entry<TopicPartition, Long> entry : now.entrySet()) {
                TopicPartition place = entry.getKey();
                if (entry.getValue() < next.getOrDefault(place, 0L)) {
                    lose(Topic.named(settings.prefix(), place.topic()), place);
                    consumer.seekToBeginning(List.of(place));
                }
                long end = ends.computeIfAbsent(place, _ -> entry.getValue());
                behind |= consumer.position(place, CALL) < end;
            }
            if (!behind && !caughtUp) {
                caughtUp = true;
                listener.caughtUp();
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException _) {
            // The broker is away; asked again in the next turn.
        }
    }

    private void lose(Topic topic, TopicPartition place) {
        LOG.warn("{} was lost and is read again from the beginning", place);
        next.remove(place);
        ends.remove(place);
        caughtUp = false;
        listener.lost(topic, place.partition());
    }

    @Override
    public void close() {
        stopping = true;
        try {
            if (!thread.join(Duration.ofSeconds(3))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
