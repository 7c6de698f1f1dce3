package io.sluice.sandbox.demo;

import io.sluice.sandbox.process.PartFailedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for the cluster to become what it shall be, and tells how long that took.
public final class Patience {

    private static final long PERIOD_MILLIS = 10;

    private Patience() {}

    /// Waits for a condition.
    ///
    /// @param otherwise tells what differs when the time is over
    /// @return how long it took from a moment of [System#nanoTime]
    /// @throws PartFailedException when the time is over
    public static Duration until(
            long since, Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - since > limit.toNanos()) {
                throw new PartFailedException(
                        "not within " + limit.toSeconds() + " s: " + otherwise.get());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PartFailedException("interrupted: " + otherwise.get(), e);
            }
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /// `0.123 s`.
    public static String seconds(Duration duration) {
        return "%.3f s".formatted(duration.toNanos() / 1e9);
    }
}
