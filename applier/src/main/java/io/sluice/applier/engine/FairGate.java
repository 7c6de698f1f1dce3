package io.sluice.applier.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets so many through at once, and when more want through takes the tenants in turn.
public final class FairGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();
    private int free;

    /// A gate.
    ///
    /// @param width how many may be inside
    public FairGate(int width) {
        this.free = width;
    }

    /// Waits for its turn; [#leave] must follow.
    public void enter(String tenant) throws InterruptedException {
        CompletableFuture<Void> turn = new CompletableFuture<>();
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
            CompletableFuture<Void> next = next();
            if (next == null) {
                free++;
            } else {
                next.complete(null);
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

    private void await(String tenant, CompletableFuture<Void> turn) throws InterruptedException {
        try {
            turn.get();
        } catch (InterruptedException e) {
            giveUp(tenant, turn);
            throw e;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails a turn", impossible);
        }
    }

    private void giveUp(String tenant, CompletableFuture<Void> turn) {
        boolean hadTurn;
        lock.lock();
        try {
            Deque<CompletableFuture<Void>> queue = waiting.get(tenant);
            hadTurn = queue == null || !queue.removeIf(other -> other == turn);
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
    private @Nullable CompletableFuture<Void> next() {
        var tenants = waiting.entrySet().iterator();
        if (!tenants.hasNext()) {
            return null;
        }
        var tenant = tenants.next();
        tenants.remove();
        CompletableFuture<Void> turn = tenant.getValue().poll();
        if (!tenant.getValue().isEmpty()) {
            waiting.put(tenant.getKey(), tenant.getValue());
        }
        return turn;
    }
}
