package io.sluice.events.log;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what was read and is not finished, over all lanes, and bounds what runs at once.
final class InFlight {

    private final KeyedConsumer.Limits limits;
    private final Semaphore running;
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    InFlight(KeyedConsumer.Limits limits) {
        this.limits = limits;
        this.running = new Semaphore(limits.running(), true);
    }

    void add(long size) {
        records.incrementAndGet();
        bytes.addAndGet(size);
    }

    void remove(long size) {
        records.decrementAndGet();
        bytes.addAndGet(-size);
    }

    void acquire() throws InterruptedException {
        running.acquire();
    }

    void release() {
        running.release();
    }

    /// Whether reading must pause.
    boolean isFull() {
        return records.get() >= limits.records() || bytes.get() >= limits.bytes();
    }

    /// Whether reading may go on after a pause.
    boolean isHalfEmpty() {
        return records.get() <= limits.records() / 2 && bytes.get() <= limits.bytes() / 2;
    }
}
