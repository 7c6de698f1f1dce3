package io.sluice.sourcewatcher;

import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Outcome;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.ResourceKey;
import io.sluice.events.log.FollowerListener;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// What the service wrote, in the order it was read, and what the other services would answer.
final class Log implements FollowerListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EventCodec codec;
    private final Supplier<String> circumstances;
    private final List<Envelope> records = new CopyOnWriteArrayList<>();
    private final KafkaProducer<String, byte[]> producer;
    private final Ulids ids = new Ulids(Clock.systemUTC(), new Random(1));

    /// @param circumstances for who wants to know why a record does not come
    Log(EventCodec codec, String bootstrapServers, Supplier<String> circumstances) {
        this.codec = codec;
        this.circumstances = circumstances;
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        this.producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// Every record so far.
    List<Envelope> all() {
        return records;
    }

    /// The records of one resource with one kind of event.
    <T extends Event> List<Envelope> of(ResourceKey resource, Class<T> type) {
        return records.stream()
                .filter(each -> each.resource().equals(resource) && type.isInstance(each.event()))
                .toList();
    }

    /// Waits for the n-th such record.
    <T extends Event> Envelope await(ResourceKey resource, Class<T> type, int number) {
        String what = "%s of %s no. %d".formatted(type.getSimpleName(), resource, number);
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> of(resource, type).size() >= number);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s did not come within %d s, %d records in all; %s"
                            .formatted(
                                    what,
                                    PATIENCE.toSeconds(),
                                    records.size(),
                                    circumstances.get()),
                    e);
        }
        return of(resource, type).get(number - 1);
    }

    /// Answers a request as another service would.
    void answer(RecordKey key, Context context, Outcome outcome) {
        Envelope envelope =
                Envelope.of(
                        ids.next(),
                        key,
                        new Producer(codec.clusterUid(), "test"),
                        Clock.systemUTC().instant(),
                        context,
                        outcome);
        try {
            producer.send(codec.encode(Topic.OUTCOMES, envelope)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker did not take an outcome", e);
        }
    }

    @Override
    public void read(Topic topic, int partition, long offset, Envelope envelope) {
        records.add(envelope);
    }

    @Override
    public void refused(Topic topic, Reading.Refused refused) {
        throw new AssertionError(refused.message());
    }

    @Override
    public void caughtUp() {
        // every record counts
    }

    @Override
    public void lost(Topic topic, int partition) {
        // what was read stays read
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
