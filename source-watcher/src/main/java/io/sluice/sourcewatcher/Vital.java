package io.sluice.sourcewatcher;

import jakarta.inject.Singleton;
import java.time.Duration;

/// What the health endpoints tell: whether we lead, and whether our loops turn.
@Singleton
public final class Vital {

    private static final Duration STUCK = Duration.ofSeconds(60);

    private volatile boolean leading;
    private volatile long turnedAt = System.nanoTime();

    /// A loop turned, or waits for a peer and knows it.
    void turned() {
        turnedAt = System.nanoTime();
    }

    void leading(boolean now) {
        leading = now;
    }

    /// Whether everything is known that is needed to lead, and we do.
    public boolean isLeading() {
        return leading;
    }

    /// Whether the loops turned lately.
    public boolean isTurning() {
        return System.nanoTime() - turnedAt < STUCK.toNanos();
    }
}
