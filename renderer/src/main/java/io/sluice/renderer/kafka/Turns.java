package io.sluice.renderer.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A few builds at a time, and the namespaces take turns, so that one with a thousand units does
/// not make the others wait for all of them.
final class Turns {

    private final LinkedHashMap<String, Deque<CompletableFuture<Boolean>>> waiting =
            new LinkedHashMap<>();
    private int free;

    /// @param atOnce how many builds may run
    Turns(int atOnce) {
        this.free = atOnce;
    }

    /// Something that needs a turn.
    interface Work<T> {
        T run();
    }

    /// Runs work of a namespace when it is its turn.
    <T> T run(String namespace, Work<T> work) throws InterruptedException {
        await(namespace);
        try {
            return work.run();
        } finally {
            give();
        }
    }

    private void await(String namespace) throws InterruptedException {
        CompletableFuture<Boolean> turn;
        synchronized (waiting) {
            if (free > 0) {
                free--;
                return;
            }
            turn = new CompletableFuture<>();
            waiting.computeIfAbsent(namespace, _ -> new ArrayDeque<>()).add(turn);
        }
        try {
            turn.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a turn is only ever given", impossible);
        } catch (InterruptedException e) {
            if (!turn.cancel(false)) {
                give();
            }
            throw e;
        }
    }

    private void give() {
        synchronized (waiting) {
            while (!waiting.isEmpty()) {
                var next = waiting.pollFirstEntry();
                CompletableFuture<Boolean> turn = next.getValue().removeFirst();
                if (!next.getValue().isEmpty()) {
                    waiting.putLast(next.getKey(), next.getValue());
                }
                if (turn.complete(true)) {
                    return;
                }
            }
            free++;
        }
    }
}
