package io.sluice.sourcewatcher;

import io.sluice.events.log.LogUnavailableException;
import io.sluice.sourcewatcher.kafka.LogGuard;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the log every other second, aside from the loop.
final class LogLooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogLooks.class);
    private static final long PERIOD_MILLIS = 1500;

    private final LogGuard guard;
    private final Thread thread;
    private volatile String loss = "";
    private volatile @Nullable RuntimeException fault;

    LogLooks(LogGuard guard) {
        this.guard = guard;
        this.thread = Thread.ofVirtual().name("log-guard").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fault = e;
        }
    }

    private void look() throws InterruptedException {
        try {
            int generation = guard.generation();
            String found = guard.look();
            if (found != null && loss.isEmpty() && generation == guard.generation()) {
                loss = found;
            }
        } catch (LogUnavailableException e) {
            LOG.debug("the broker does not tell the ends of the log", e);
        }
    }

    /// What was lost, told once; null if nothing was.
    ///
    /// @throws IllegalStateException if nobody looks any more: a loss would not be noticed
    @Nullable String takeLoss() {
        RuntimeException ended = fault;
        if (ended != null) {
            throw new IllegalStateException("the log is not looked at any more", ended);
        }
        String taken = loss;
        loss = "";
        return taken.isEmpty() ? null : taken;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
