package io.sluice.renderer.kafka;

import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Head;
import io.sluice.events.Producer;
import io.sluice.events.Slot;
import io.sluice.events.log.Lane;
import io.sluice.events.log.Publisher;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends answers and waits for the broker to have them; tries again for as long as the lane lives.
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LAST_LOOKS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Publisher publisher;
    private final Producer producer;
    private final Ulids ulids;
    private final InstantSource clock;

    Outbox(Publisher publisher, Producer producer, Ulids ulids, InstantSource clock) {
        this.publisher = publisher;
        this.producer = producer;
        this.ulids = ulids;
        this.clock = clock;
    }

    /// Sends a record that answers a request, under the request's context.
    ///
    /// @return what was sent; empty if the lane died before the broker had it
    /// @throws RecordTooLargeException if no broker will ever take it
    Optional<Head> send(Lane lane, Topic topic, Head request, Slot slot, Event event)
            throws InterruptedException {
        Envelope envelope =
                Envelope.of(
                                ulids.next(),
                                request.resource().slot(slot),
                                producer,
                                clock.instant(),
                                request.context(),
                                event)
                        .causedBy(request);
        return isSent(lane, () -> publisher.publish(topic, envelope))
                ? Optional.of(envelope.head())
                : Optional.empty();
    }

    /// Sets a record aside.
    void deadLetter(
            Lane lane, ConsumerRecord<String, byte[]> record, String reason, boolean withBody)
            throws InterruptedException {
        isSent(lane, () -> publisher.deadLetter(record, reason, withBody));
    }

    private static boolean isSent(Lane lane, Supplier<CompletionStage<Publisher.Position>> sending)
            throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (lane.isAlive()) {
            try {
                return isAcknowledged(lane, sending.get().toCompletableFuture());
            } catch (ExecutionException e) {
                RecordTooLargeException tooLarge = tooLarge(e);
                if (tooLarge != null) {
                    throw tooLarge;
                }
                LOG.warn("an answer was not taken by the broker and is sent again", e.getCause());
            }
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        }
        return false;
    }

    /// Waits for the broker; for a dead lane only a little longer, whoever owns it next does the
    /// work again.
    private static boolean isAcknowledged(Lane lane, CompletableFuture<?> acknowledgement)
            throws InterruptedException, ExecutionException {
        for (int dead = 0; dead < LAST_LOOKS; dead += lane.isAlive() ? 0 : 1) {
            try {
                acknowledgement.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException _) {
                LOG.debug("the broker has not answered yet");
            }
        }
        return false;
    }

    private static @Nullable RecordTooLargeException tooLarge(ExecutionException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException found) {
                return found;
            }
        }
        return null;
    }
}
