package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.wire.Partitions;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.watch.Input;
import io.sluice.sourcewatcher.watch.Watch;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class IntakeTest {

    private static final int BEFORE_US = 10_000;

    private final ArrayBlockingQueue<Input> inputs = new ArrayBlockingQueue<>(10);
    private final Intake intake =
            new Intake(
                    new Watch(1, false, new Partitions(1), Jitter.NONE),
                    inputs,
                    InstantSource.system(),
                    new Vital());

    @Test
    void what_was_there_before_us_needs_no_room_while_it_is_read() throws Exception {
        var reading =
                CompletableFuture.runAsync(
                        () -> {
                            for (int input = 0; input < BEFORE_US; input++) {
                                put(new Input.Tick());
                            }
                        });

        while (!reading.isDone()) {
            intake.takeBacklog();
        }
        intake.takeBacklog();

        reading.get();
        assertThat(inputs).isEmpty();
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
