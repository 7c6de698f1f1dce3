package io.sluice.statusprojector.effects;

import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.effects.StatusDesk.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Looks after the status of one resource: one look at a time, by a writer that it has only while
/// there is something to look at.
final class Caretaker {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 6;

    private final ResourceKey key;
    private final StatusDesk desk;
    private final Surroundings surroundings;
    private Instant news = Instant.EPOCH;
    private boolean touched;
    private boolean looking;
    private int troubles;
    private @Nullable ScheduledFuture<?> alarm;

    /// What all caretakers share.
    ///
    /// @param writers take the looks in turn, so many at once as statuses may be written
    record Surroundings(
            BooleanSupplier mayAct,
            Executor writers,
            ScheduledExecutorService timer,
            InstantSource clock) {}

    Caretaker(ResourceKey key, StatusDesk desk, Surroundings surroundings) {
        this.key = key;
        this.desk = desk;
        this.surroundings = surroundings;
    }

    /// Something about the resource was heard: makes sure that a look begins after this call.
    synchronized void touch() {
        news = surroundings.clock().instant();
        wake();
    }

    private synchronized void wake() {
        touched = true;
        if (!looking) {
            looking = true;
            surroundings.writers().execute(this::work);
        }
    }

    private void work() {
        try {
            while (take()) {
                react(
                        surroundings.mayAct().getAsBoolean()
                                ? desk.attempt(key, heard())
                                : new Attempt.Settled());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Instant heard() {
        return news;
    }

    private synchronized boolean take() {
        looking = touched;
        touched = false;
        return looking;
    }

    private synchronized void react(Attempt attempt) {
        switch (attempt) {
            case Attempt.Settled _ -> {
                troubles = 0;
                silence();
            }
            case Attempt.Later later -> {
                troubles = 0;
                wakeAt(later.due());
            }
            case Attempt.Again _ -> {
                troubles++;
                if (troubles < 4) {
                    touched = true;
                } else {
                    wakeAt(surroundings.clock().instant().plus(pause()));
                }
            }
            case Attempt.Broken _ -> {
                troubles++;
                wakeAt(surroundings.clock().instant().plus(pause()));
            }
        }
    }

    private Duration pause() {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(troubles, MOST_DOUBLINGS));
    }

    private void wakeAt(Instant due) {
        silence();
        ScheduledExecutorService timer = surroundings.timer();
        long millis = Math.max(0, surroundings.clock().instant().until(due).toMillis());
        if (!timer.isShutdown()) {
            alarm = timer.schedule(this::wake, millis + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void silence() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }
}
