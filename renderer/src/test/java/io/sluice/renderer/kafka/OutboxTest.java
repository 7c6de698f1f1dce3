package io.sluice.renderer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.Envelope;
import io.sluice.events.Head;
import io.sluice.events.Producer;
import io.sluice.events.RenderWaiting;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.UnitWaiting;
import io.sluice.events.log.Lane;
import io.sluice.events.log.Publisher;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class OutboxTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "web");
    private static final RenderWaiting ANSWER = new RenderWaiting("ArtifactFailed", "wait", false);

    private final List<Envelope> sent = new ArrayList<>();
    private final TestLane lane = new TestLane();

    @Test
    void an_answer_carries_the_context_of_its_request_and_names_it() throws Exception {
        Head request = request();
        Optional<Head> head =
                outbox(OutboxTest::acknowledged)
                        .send(lane, Topic.OUTCOMES, request, Slot.RENDER, ANSWER);
        assertThat(head).contains(sent.getFirst().head());
        assertThat(sent.getFirst().head().key()).isEqualTo(UNIT.slot(Slot.RENDER));
        assertThat(sent.getFirst().head().causation()).isEqualTo(request.id());
        assertThat(sent.getFirst().context()).isEqualTo(request.context());
    }

    @Test
    void nothing_is_sent_for_a_dead_lane() throws Exception {
        lane.alive = false;
        assertThat(send(OutboxTest::acknowledged)).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void what_the_broker_did_not_take_is_sent_again() throws Exception {
        Optional<Head> head =
                send(
                        () ->
                                sent.size() < 2
                                        ? CompletableFuture.failedStage(new TimeoutException())
                                        : acknowledged());
        assertThat(head).isPresent();
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst()).as("the same record").isEqualTo(sent.getLast());
    }

    @Test
    void a_lane_that_dies_meanwhile_ends_the_waiting() throws Exception {
        assertThat(
                        send(
                                () -> {
                                    lane.alive = false;
                                    return new CompletableFuture<>();
                                }))
                .isEmpty();
    }

    @Test
    void what_no_broker_takes_is_told() {
        assertThatThrownBy(
                        () ->
                                send(
                                        () ->
                                                CompletableFuture.failedStage(
                                                        new RecordTooLargeException())))
                .isInstanceOf(RecordTooLargeException.class);
    }

    private Optional<Head> send(Supplier<CompletionStage<Publisher.Position>> broker)
            throws InterruptedException {
        return outbox(broker).send(lane, Topic.OUTCOMES, request(), Slot.RENDER, ANSWER);
    }

    private static CompletionStage<Publisher.Position> acknowledged() {
        return CompletableFuture.completedStage(new Publisher.Position(Topic.OUTCOMES, 0, 1));
    }

    private Outbox outbox(Supplier<CompletionStage<Publisher.Position>> broker) {
        Publisher publisher =
                new Publisher() {
                    @Override
                    public CompletionStage<Position> publish(Topic topic, Envelope envelope) {
                        sent.add(envelope);
                        return broker.get();
                    }

                    @Override
                    public CompletionStage<Position> publish(
                            Topic topic, Envelope envelope, int partition) {
                        return publish(topic, envelope);
                    }

                    @Override
                    public CompletionStage<Position> deadLetter(
                            ConsumerRecord<String, byte[]> record,
                            String reason,
                            boolean withBody) {
                        return broker.get();
                    }
                };
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        return new Outbox(
                publisher,
                new Producer(TestLog.CLUSTER, "renderer"),
                new Ulids(clock, new SecureRandom()),
                clock);
    }

    private static Head request() {
        return Envelope.of(
                        "01JD0000000000000000000000",
                        UNIT.slot(Slot.SELF),
                        new Producer(TestLog.CLUSTER, "source-watcher"),
                        Instant.EPOCH,
                        TestLog.context(1, 1),
                        new UnitWaiting("ArtifactFailed", "wait", false))
                .head();
    }

    private static final class TestLane implements Lane {
        private volatile boolean alive = true;

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public boolean isAlive() {
            return alive;
        }
    }
}
