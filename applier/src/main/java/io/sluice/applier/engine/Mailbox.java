package io.sluice.applier.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Runs one thing again whenever it is signalled, never twice at the same time, and holds a thread
/// only while it runs.
final class Mailbox {

    private final Runnable step;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final AtomicInteger signals = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ReentrantLock running = new ReentrantLock();

    /// @param step sees everything that happened before the signal
    Mailbox(Runnable step, Executor executor, ScheduledExecutorService timer) {
        this.step = step;
        this.executor = executor;
        this.timer = timer;
    }

    /// Runs the step, soon or once more after the current run.
    void signal() {
        if (signals.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    /// Does something after a while, and then signals.
    void later(Duration wait, Runnable before) {
        if (stopped.getCount() == 0) {
            return;
        }
        var _ =
                timer.schedule(
                        () -> {
                            before.run();
                            signal();
                        },
                        Math.max(1, wait.toMillis()),
                        TimeUnit.MILLISECONDS);
    }

    /// No step begins from here on.
    void stop() {
        stopped.countDown();
    }

    /// Opens when it is stopped.
    CountDownLatch stopped() {
        return stopped;
    }

    /// Waits until the last step is done.
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (running.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            running.unlock();
        }
    }

    private void drain() {
        int seen = signals.get();
        while (seen != 0) {
            running.lock();
            try {
                if (stopped.getCount() > 0) {
                    step.run();
                }
            } finally {
                running.unlock();
            }
            seen = signals.addAndGet(-seen);
        }
    }
}
