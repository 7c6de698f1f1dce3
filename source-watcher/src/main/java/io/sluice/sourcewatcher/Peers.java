package io.sluice.sourcewatcher;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for what others must do first: alive, not ready, with one line in the log.
final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final Vital vital;

    Peers(Vital vital) {
        this.vital = vital;
    }

    /// Something that may not be possible yet.
    @FunctionalInterface
    interface Attempt<T> {

        /// The result; empty means not yet.
        Optional<T> attempt() throws Exception;
    }

    /// Work of our own that goes on while we wait.
    @FunctionalInterface
    interface Work {

        /// Does what there is to do now.
        void run() throws InterruptedException;
    }

    /// Tries until it works.
    ///
    /// @param what is waited for, for the log
    <T> T await(String what, Attempt<T> attempt) throws InterruptedException {
        return await(what, () -> {}, attempt);
    }

    /// Works and tries until it works. A failure of our own work is no absence of a peer: it ends the
    /// waiting.
    ///
    /// @param what is waited for, for the log
    /// @param work done before each attempt
    <T> T await(String what, Work work, Attempt<T> attempt) throws InterruptedException {
        boolean told = false;
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            vital.turned();
            work.run();
            String why = "not there yet";
            try {
                Optional<T> result = attempt.attempt();
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // whatever a peer's absence looks like
                why = e.toString();
                LOG.debug("waiting for {}", what, e);
            }
            if (!told && pause == LONGEST_PAUSE_MILLIS) {
                LOG.info("waiting for {}: {}", what, why);
                told = true;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }
}
