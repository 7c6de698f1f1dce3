package io.sluice.events.log;

import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads one partition once, from its beginning to where it ends now.
public final class PartitionReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private PartitionReader() {}

    /// Reads the partition; starts over, and calls the reader again from the first record, when
    /// the broker goes away meanwhile.
    ///
    /// @param reader called for each record in order, on the calling thread
    public static void readToEnd(
            LogSettings settings,
            Topic topic,
            int partition,
            Consumer<ConsumerRecord<String, byte[]>> reader)
            throws InterruptedException {
        TopicPartition place = new TopicPartition(topic.under(settings.prefix()), partition);
        while (true) {
            try {
                readOnce(settings, place, reader);
                return;
            } catch (org.apache.kafka.common.errors.InterruptException e) {
                Thread.interrupted();
                throw interrupted(e);
            } catch (KafkaException _) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private static InterruptedException interrupted(Exception cause) {
        var interrupted = new InterruptedException("while reading the log");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static void readOnce(
            LogSettings settings,
            TopicPartition place,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (var consumer =
                new KafkaConsumer<>(
                        settings.follower("reader"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(place));
            long end = ends.getOrDefault(place, 0L);
            while (consumer.position(place) < end) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }
}
