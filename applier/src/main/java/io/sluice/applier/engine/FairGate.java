package io.sluice.applier.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/// Lets so many through at once, and when more want through takes the tenants in turn. The last few
/// places are for tenants that have none: one whose requests hang cannot fill all of them.
public final class FairGate {

    private static final int SHARE_KEPT = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private final int kept;
    private int free;

    /// A gate.
    ///
    /// @param width how many may be inside
    public FairGate(int width) {
        this.free = width;
        this.kept = width / SHARE_KEPT;
    }

    /// Waits for its turn; [#leave] must follow.
    public void enter(String tenant) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        lock.lock();
        try {
            if (!waiting.containsKey(tenant) && mayEnter(tenant)) {
                admit(tenant);
                return;
            }
            waiting.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).add(turn);
        } finally {
            lock.unlock();
        }
        await(tenant, turn);
    }

    /// Makes room for the next one.
    public void leave(String tenant) {
        lock.lock();
        try {
            inside.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
            free++;
            admitWaiting();
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

    private boolean mayEnter(String tenant) {
        return free > kept || (free > 0 && !inside.containsKey(tenant));
    }

    private void admit(String tenant) {
        free--;
        inside.merge(tenant, 1, Integer::sum);
    }

    /// Lets in whoever may: the longest waiting of the first tenant in line, which then goes to the
    /// end of the line.
    private void admitWaiting() {
        Iterator<Map.Entry<String, Deque<CountDownLatch>>> line = waiting.entrySet().iterator();
        while (free > 0 && line.hasNext()) {
            Map.Entry<String, Deque<CountDownLatch>> next = line.next();
            String tenant = next.getKey();
            if (mayEnter(tenant)) {
                Deque<CountDownLatch> turns = next.getValue();
                line.remove();
                admit(tenant);
                turns.remove().countDown();
                if (!turns.isEmpty()) {
                    waiting.put(tenant, turns);
                }
                line = waiting.entrySet().iterator();
            }
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
            leave(tenant);
        }
    }
}
