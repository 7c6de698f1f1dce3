package io.sluice.events.log;

import java.util.concurrent.TimeUnit;

/// Waits without seeming dead.
final class Waiting {

    private Waiting() {}

    /// Something that may take for ever.
    interface Interruptible {
        void run() throws InterruptedException;
    }

    /// Runs something, and meanwhile tells each second that the loop turns.
    static void turning(Runnable turn, Interruptible work) throws InterruptedException {
        Thread teller =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        turn.run();
                                        second();
                                    }
                                });
        try {
            work.run();
        } finally {
            teller.interrupt();
        }
    }

    /// Waits a second; an interruption ends it early and stays set.
    static void second() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
