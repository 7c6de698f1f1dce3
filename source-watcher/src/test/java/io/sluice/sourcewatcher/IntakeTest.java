package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.events.wire.Partitions;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.watch.Input;
import io.sluice.sourcewatcher.watch.Watch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class IntakeTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BEFORE_US = 10_000;

    private final Vital vital = new Vital();
    private final Peers peers = new Peers(vital);
    private final ArrayBlockingQueue<Input> inputs = new ArrayBlockingQueue<>(10);

    @Test
    void what_was_there_before_us_needs_no_room_while_it_is_read() throws Exception {
        var reading =
                CompletableFuture.runAsync(
                        () -> {
                            for (int input = 0; input < BEFORE_US; input++) {
                                put(new Input.Tick());
                            }
                        });

        intake(InstantSource.system())
                .takeBacklog(peers, () -> reading.isDone() && inputs.isEmpty());

        reading.get();
        assertThat(inputs).isEmpty();
    }

    @Test
    void a_watch_that_fails_is_no_peer_that_is_absent() {
        var fault = new IllegalStateException("a fault of ours");
        put(new Input.Tick());
        put(new Input.Tick());
        var intake = intake(failing(fault));

        assertThatThrownBy(
                        () ->
                                assertTimeoutPreemptively(
                                        SOON, () -> intake.takeBacklog(peers, inputs::isEmpty)))
                .isSameAs(fault);
        assertThat(inputs).hasSize(1);
    }

    @Test
    void nor_does_a_peer_that_is_absent_end_the_reading() throws Exception {
        var asked = new AtomicInteger();
        put(new Input.Tick());

        intake(InstantSource.system())
                .takeBacklog(
                        peers,
                        () -> {
                            if (asked.incrementAndGet() < 3) {
                                throw new IllegalStateException("not there");
                            }
                            return true;
                        });

        assertThat(asked).hasValue(3);
        assertThat(inputs).isEmpty();
    }

    private Intake intake(InstantSource clock) {
        var watch = new Watch(1, false, new Partitions(1), Jitter.NONE);
        return new Intake(watch, inputs, clock, vital);
    }

    /// The watch is told the time with each input, so that a fault of the clock is one of its own.
    private static InstantSource failing(RuntimeException fault) {
        return () -> {
            throw fault;
        };
    }

    private void put(Input input) {
        try {
            inputs.put(input);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
