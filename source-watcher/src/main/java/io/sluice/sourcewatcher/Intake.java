package io.sluice.sourcewatcher;

import io.sluice.sourcewatcher.watch.Effect;
import io.sluice.sourcewatcher.watch.Input;
import io.sluice.sourcewatcher.watch.Watch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Takes inputs into the watch, in order. Belongs to one thread.
final class Intake {

    private static final int BATCH = 1000;
    private static final long TICK_MILLIS = 100;
    private static final long QUIET_MILLIS = 20;

    private final Watch watch;
    private final BlockingQueue<Input> inputs;
    private final InstantSource clock;
    private final Vital vital;
    private final List<Effect> early = new ArrayList<>();

    Intake(Watch watch, BlockingQueue<Input> inputs, InstantSource clock, Vital vital) {
        this.watch = watch;
        this.inputs = inputs;
        this.clock = clock;
        this.vital = vital;
    }

    /// Takes in what was there before us, as fast as it is read: the watch keeps little of it, and all
    /// of it at once would not fit into memory. What is to be done about it is done in the first turn.
    ///
    /// What the watch throws is thrown, as in a turn: the input would be lost otherwise.
    ///
    /// @param isRead whether all of it is among the inputs by now
    void takeBacklog(Peers peers, BooleanSupplier isRead) throws InterruptedException {
        peers.await(
                "the log and the declarations to be read",
                this::takeWaiting,
                () -> isRead.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /// Returns when nothing more comes for a moment.
    private void takeWaiting() throws InterruptedException {
        Input next = inputs.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null) {
            vital.turned();
            early.addAll(watch.handle(next, clock.instant()));
            next = inputs.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// Waits a moment for inputs, takes them in and does what follows from them.
    void turn(Effects effects) throws InterruptedException {
        early.forEach(effects::carryOut);
        early.clear();
        List<Input> batch = new ArrayList<>();
        Input first = inputs.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            inputs.drainTo(batch, BATCH);
        }
        batch.add(new Input.Tick());
        for (Input input : batch) {
            watch.handle(input, clock.instant()).forEach(effects::carryOut);
        }
    }
}
