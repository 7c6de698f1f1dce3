package io.sluice.renderer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    private final Turns turns = new Turns(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void namespaces_take_turns_however_many_units_each_has() throws Exception {
        List<Thread> threads = new ArrayList<>();
        threads.add(start("first", gate));
        for (String name : List.of("big1", "big2", "big3", "small1")) {
            threads.add(start(name, new CountDownLatch(0)));
        }
        gate.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly("first", "big1", "small1", "big2", "big3");
    }

    @Test
    void who_is_interrupted_while_waiting_takes_nobodys_turn() throws Exception {
        Thread first = start("first", gate);
        Thread gone = start("gone", new CountDownLatch(0));
        gone.interrupt();
        gone.join();
        Thread last = start("last", new CountDownLatch(0));
        gate.countDown();
        first.join();
        last.join();
        assertThat(order).containsExactly("first", "last");
    }

    @Test
    void no_more_run_at_once_than_there_are_turns() throws Exception {
        Turns two = new Turns(2);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int index = 0; index < 50; index++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            two.run(
                                                    "n",
                                                    () -> {
                                                        most.accumulateAndGet(
                                                                running.incrementAndGet(),
                                                                Math::max);
                                                        java.util.concurrent.locks.LockSupport
                                                                .parkNanos(1000);
                                                        return running.decrementAndGet();
                                                    });
                                        } catch (InterruptedException _) {
                                            Thread.currentThread().interrupt();
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    /// Starts work of the namespace that the name begins with, and waits until it stands in line.
    private Thread start(String name, CountDownLatch until) {
        Thread thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        turns.run(
                                                name.replaceAll("[0-9]", ""),
                                                () -> {
                                                    order.add(name);
                                                    await().until(() -> until.getCount() == 0);
                                                    return name;
                                                });
                                    } catch (InterruptedException _) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        await().until(() -> isWaiting(thread));
        return thread;
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }
}
