package io.sluice.sourcewatcher;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.sourcewatcher.kubernetes.LeaderLease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the Lease for as long as we hold it.
///
/// While the API server does not answer, the leader pauses; nobody else can take over meanwhile,
/// so it goes on in the same epoch if it is still the leader afterwards.
final class Renewals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final long PERIOD_MILLIS = 2000;
    private static final long NOTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration LAST_ONE = Duration.ofSeconds(5);

    private final Renewing lease;
    private final Thread thread;
    private volatile boolean deposed;
    private volatile boolean closed;
    private volatile @Nullable Supplier<String> notes;
    private long notedAt = System.nanoTime() - NOTE_NANOS;

    /// What is done every other second.
    @FunctionalInterface
    interface Renewing {

        /// Renews the Lease.
        ///
        /// @param logEnds to note; null leaves what is noted
        LeaderLease.Renewal renew(@Nullable String logEnds);
    }

    Renewals(Renewing lease) {
        this.lease = lease;
        this.thread = Thread.ofVirtual().name("renewals").start(this::run);
    }

    /// Notes this in the Lease each minute.
    void noting(Supplier<String> what) {
        notes = what;
    }

    /// Whether the term is over: somebody else leads, or the Lease is not renewed any more.
    boolean isDeposed() {
        return deposed;
    }

    private void run() {
        try {
            while (!deposed && !closed) {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                renew();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("renewing the Lease ended in a way nobody thought of; so does the term", e);
            deposed = true;
        }
    }

    private void renew() {
        Supplier<String> noting = notes;
        String note = null;
        if (noting != null && System.nanoTime() - notedAt > NOTE_NANOS) {
            note = noting.get();
        }
        boolean empty = note == null || note.isEmpty();
        try {
            LeaderLease.Renewal renewal = lease.renew(empty ? null : note);
            if (!empty) {
                notedAt = System.nanoTime();
            }
            deposed = renewal == LeaderLease.Renewal.DEPOSED;
        } catch (KubernetesClientException e) {
            LOG.debug("the Lease cannot be renewed and is tried again", e);
        }
    }

    /// Whether it still goes on; one that does after the term would keep the Lease from everybody.
    boolean isRunning() {
        return thread.isAlive();
    }

    /// Renews no more. The interruption alone would not do: a client in the middle of a request takes it
    /// for a failed request.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LAST_ONE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
