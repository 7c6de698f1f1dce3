package io.sluice.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Envelope;
import io.sluice.events.Samples;
import io.sluice.events.Slot;
import io.sluice.events.UnitWaiting;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ConsumingIT {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TestBroker BROKER = TestBroker.running();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final String prefix = "t" + PREFIXES.incrementAndGet();
    private final LogSettings settings = BROKER.settings(prefix);
    private final EventCodec codec =
            new EventCodec(
                    prefix,
                    new Partitions(PARTITIONS),
                    Samples.CLUSTER,
                    new SigningKeys("a", new TreeMap<>(Map.of("a", new byte[32]))));

    @BeforeAll
    static void broker() {
        assertThat(BROKER.bootstrapServers()).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void records_of_a_unit_are_handled_in_order_and_units_at_the_same_time() throws Exception {
        BROKER.createTopics(prefix, PARTITIONS);
        produce(20, 10);
        var recorder = new Recorder(codec);
        try (var consumer = consumer(KeyedConsumer.CommitPolicy.PROGRESS, recorder)) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> recorder.count() == 200);
        }
        assertThat(recorder.byUnit).hasSize(20);
        recorder.byUnit.forEach((_, seen) -> assertThat(seen).isSorted().hasSize(10));
        assertThat(recorder.mostAtOnce.get()).isGreaterThan(1);
    }

    @Test
    void progress_is_kept_over_a_restart_and_a_lease_starts_from_the_beginning() throws Exception {
        BROKER.createTopics(prefix, PARTITIONS);
        produce(4, 5);
        for (var policy : KeyedConsumer.CommitPolicy.values()) {
            var first = new Recorder(codec);
            try (var consumer = consumer(policy, first)) {
                consumer.start();
                await().atMost(PATIENCE).until(() -> first.caughtUp.get() == PARTITIONS);
                assertThat(first.count()).isEqualTo(20);
            }
            var second = new Recorder(codec);
            try (var consumer = consumer(policy, second)) {
                consumer.start();
                await().atMost(PATIENCE).until(() -> second.caughtUp.get() == PARTITIONS);
                int expected = policy == KeyedConsumer.CommitPolicy.LEASE ? 20 : 0;
                assertThat(second.count()).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_lease_is_renewed_each_second_and_runs_out_without_the_partitions() throws Exception {
        BROKER.createTopics(prefix, PARTITIONS);
        var recorder = new Recorder(codec);
        try (var consumer = consumer(KeyedConsumer.CommitPolicy.LEASE, recorder)) {
            assertThat(consumer.leaseUntil()).isEqualTo(Instant.MIN);
            consumer.start();
            await().atMost(PATIENCE).until(() -> consumer.leaseUntil().isAfter(Instant.now()));
            Instant before = consumer.leaseUntil();
            await().atMost(PATIENCE).until(() -> consumer.leaseUntil().isAfter(before));
        }
    }

    @Test
    void a_second_member_takes_over_partitions_and_gives_them_back() throws Exception {
        BROKER.createTopics(prefix, PARTITIONS);
        var one = new Recorder(codec);
        var two = new Recorder(codec);
        try (var first = consumer(KeyedConsumer.CommitPolicy.LEASE, one)) {
            first.start();
            await().atMost(PATIENCE).until(() -> one.alive() == PARTITIONS);
            try (var second = consumer(KeyedConsumer.CommitPolicy.LEASE, two)) {
                second.start();
                await().atMost(PATIENCE).until(() -> one.alive() == 2 && two.alive() == 2);
                assertThat(one.lost).isEmpty();
            }
            await().atMost(PATIENCE).until(() -> one.alive() == PARTITIONS);
        }
        assertThat(one.alive()).isZero();
    }

    @Test
    void a_topic_that_was_created_again_is_read_from_the_beginning() throws Exception {
        BROKER.createTopics(prefix, PARTITIONS);
        produce(4, 5);
        var recorder = new Recorder(codec);
        var followed = new Followed();
        try (var consumer = consumer(KeyedConsumer.CommitPolicy.PROGRESS, recorder);
                var follower =
                        new LogFollower(
                                settings, "test", List.of(Topic.REQUESTS), codec, followed)) {
            consumer.start();
            follower.start();
            await().atMost(PATIENCE).until(() -> recorder.count() == 20);
            await().atMost(PATIENCE).until(follower::isCaughtUp);
            assertThat(followed.read).hasSize(20);
            recreate();
            produce(4, 9);
            await().atMost(PATIENCE).until(() -> !followed.lost.isEmpty());
            // What both logs hold is read twice. A rebalance may take the old lanes away before
            // the loss is seen; the new ones must not believe their offsets.
            await().atMost(PATIENCE).until(() -> recorder.sawTwiceInEachUnit(1));
            await().atMost(PATIENCE).until(() -> followed.times(1) >= 8);
            // What only the new log holds.
            for (long sequence = 6; sequence <= 9; sequence++) {
                long each = sequence;
                await().atMost(PATIENCE).until(() -> recorder.sawInEachUnit(each));
                await().atMost(PATIENCE).until(() -> followed.saw(each) >= 4);
            }
        }
    }

    @Test
    void following_waits_for_the_topics_and_then_reads_everything() throws Exception {
        var followed = new Followed();
        try (var follower =
                new LogFollower(settings, "test", List.of(Topic.REQUESTS), codec, followed)) {
            follower.start();
            assertThat(follower.isCaughtUp()).isFalse();
            BROKER.createTopics(prefix, PARTITIONS);
            produce(3, 3);
            await().atMost(PATIENCE).until(() -> followed.read.size() == 9);
            await().atMost(PATIENCE).until(follower::isCaughtUp);
            assertThat(follower.isTurning(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(followed.caughtUp.get()).isEqualTo(1);
    }

    private void recreate() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings.admin())) {
            admin.deleteTopics(List.of(Topic.REQUESTS.under(prefix))).all().get();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    !admin.listTopics()
                                            .names()
                                            .get()
                                            .contains(Topic.REQUESTS.under(prefix)));
        }
        BROKER.createTopics(prefix, PARTITIONS);
    }

    private KeyedConsumer consumer(KeyedConsumer.CommitPolicy policy, LaneHandler handler) {
        return new KeyedConsumer(
                settings,
                prefix + "-" + policy,
                "",
                Topic.REQUESTS,
                policy,
                new KeyedConsumer.Limits(50, 1_000_000, 8),
                handler,
                InstantSource.system());
    }

    private void produce(int units, int each) throws ExecutionException, InterruptedException {
        Properties properties = settings.admin();
        try (var producer =
                new KafkaProducer<>(
                        properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int sequence = 1; sequence <= each; sequence++) {
                for (int unit = 0; unit < units; unit++) {
                    Envelope envelope =
                            Samples.envelope(
                                    Samples.unit("u" + unit).slot(Slot.SELF),
                                    Samples.context(1, sequence),
                                    new UnitWaiting("ArtifactFailed", "waiting", false));
                    producer.send(codec.encode(Topic.REQUESTS, envelope)).get();
                }
            }
            producer.flush();
        }
    }
}
