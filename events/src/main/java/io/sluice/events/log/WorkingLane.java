package io.sluice.events.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lane at work: one queue and at most one virtual thread per resource.
final class WorkingLane implements Lane {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingLane.class);

    private final int partition;
    private final String topicId;
    private final InFlight inFlight;
    private final LaneHandler handler;
    private final Map<String, Deque<ConsumerRecord<String, byte[]>>> queues = new HashMap<>();
    private final Set<Thread> workers = new HashSet<>();
    private OffsetTracker offsets = new OffsetTracker(0);
    private volatile boolean alive = true;
    private long end = -1;
    private boolean caughtUp;

    /// @param topicId the id the topic had when the lane began to read; empty where there is none
    WorkingLane(int partition, String topicId, InFlight inFlight, LaneHandler handler) {
        this.partition = partition;
        this.topicId = topicId;
        this.inFlight = inFlight;
        this.handler = handler;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    /// The id of the topic whose offsets these are.
    String topicId() {
        return topicId;
    }

    /// The oldest unfinished offset, or the next to be read.
    long committable() {
        return offsets.committable();
    }

    /// The next offset to be read.
    long next() {
        return offsets.next();
    }

    /// Where reading starts.
    void startAt(long offset) {
        offsets = new OffsetTracker(offset);
    }

    /// The end of the partition when it was assigned; -1 while it is not known.
    long end() {
        return end;
    }

    void rememberEnd(long offset) {
        end = offset;
    }

    /// Tells the handler once that everything up to the remembered end has been handled.
    void checkCaughtUp(long position) {
        offsets.advance(position);
        if (!caughtUp && end >= 0 && position >= end && committable() >= end) {
            caughtUp = true;
            handler.caughtUp(this);
        }
    }

    /// Hands a record to its resource's worker.
    void submit(ConsumerRecord<String, byte[]> record) {
        offsets.started(record.offset());
        inFlight.add(size(record));
        handler.queued(this, record);
        String resource = resourceOf(record.key());
        synchronized (queues) {
            Deque<ConsumerRecord<String, byte[]>> queue = queues.get(resource);
            if (queue != null) {
                queue.add(record);
                return;
            }
            queue = new ArrayDeque<>();
            queue.add(record);
            queues.put(resource, queue);
            Thread worker =
                    Thread.ofVirtual().name("lane-" + partition).unstarted(() -> work(resource));
            workers.add(worker);
            worker.start();
        }
    }

    private void work(String resource) {
        try {
            ConsumerRecord<String, byte[]> record = take(resource);
            while (record != null) {
                handle(record);
                record = take(resource);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable ConsumerRecord<String, byte[]> take(String resource) {
        synchronized (queues) {
            Deque<ConsumerRecord<String, byte[]>> queue = queues.get(resource);
            ConsumerRecord<String, byte[]> record = queue == null || !alive ? null : queue.poll();
            if (record == null) {
                if (queue != null) {
                    queue.forEach(left -> inFlight.remove(size(left)));
                    queues.remove(resource);
                }
                workers.remove(Thread.currentThread());
                queues.notifyAll();
            }
            return record;
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        boolean interrupted = false;
        inFlight.acquire();
        try {
            handler.handle(this, record);
        } catch (InterruptedException e) {
            interrupted = true;
            stopped();
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "a bug: the record {}-{}@{} was not handled",
                    record.topic(),
                    partition,
                    record.offset(),
                    e);
        } finally {
            inFlight.release();
            inFlight.remove(size(record));
            if (!interrupted && alive) {
                offsets.finished(record.offset());
            }
        }
    }

    private void stopped() {
        synchronized (queues) {
            workers.remove(Thread.currentThread());
            queues.notifyAll();
        }
    }

    /// Ends the lane: no further record is handled, nothing more is committable.
    void die() {
        alive = false;
    }

    /// Waits until the work at hand is done, and interrupts what is not done in time.
    void awaitIdle(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (queues) {
            try {
                long left = deadline - System.nanoTime();
                while (!workers.isEmpty() && left > 0) {
                    queues.wait(left / 1_000_000 + 1);
                    left = deadline - System.nanoTime();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            workers.forEach(Thread::interrupt);
        }
    }

    private static String resourceOf(String key) {
        int hash = key.indexOf('#');
        return hash < 0 ? key : key.substring(0, hash);
    }

    private static long size(ConsumerRecord<String, byte[]> record) {
        return Math.max(0, record.serializedValueSize());
    }
}
