package io.sluice.applier.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets so many through at once, and when more want through takes the tenants in turn.
public final class FairGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int free;

    /// A gate.
    ///
    /// @param width how many may be inside
    public FairGate(int width) {
        this.free = width;
    }

    /// Waits for its turn; [#leave] must follow.
    public void enter(String tenant) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return;
            }
            waiting.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).add(turn);
        } finally {
            lock.unlock();
        }
        await(tenant, turn);
    }

    /// Lets the next one in.
    public void leave() {
        lock.lock();
        try {
            CountDownLatch next = next();
            if (next == null) {
                free++;
            } else {
                next.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many stand in line.
    int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private void await(String tenant, CountDownLatch turn) throws InterruptedException {
        try {
            turn.await();
        } catch (InterruptedException e) {
            giveUp(tenant, turn);
            throw e;
        }
    }

    private void giveUp(String tenant, CountDownLatch turn) {
        boolean hadTurn;
        lock.lock();
        try {
            Deque<CountDownLatch> queue = waiting.get(tenant);
            hadTurn = queue == null || !queue.remove(turn);
            if (queue != null && queue.isEmpty()) {
                waiting.remove(tenant);
            }
        } finally {
            lock.unlock();
        }
        if (hadTurn) {
            leave();
        }
    }

    /// The longest waiting of the tenant whose turn it is; the tenant goes to the end of the line.
    private @Nullable CountDownLatch next() {
        var tenants = waiting.entrySet().iterator();
        if (!tenants.hasNext()) {
            return null;
        }
        var tenant = tenants.next();
        tenants.remove();
        CountDownLatch turn = tenant.getValue().poll();
        if (!tenant.getValue().isEmpty()) {
            waiting.put(tenant.getKey(), tenant.getValue());
        }
        return turn;
    }
}
