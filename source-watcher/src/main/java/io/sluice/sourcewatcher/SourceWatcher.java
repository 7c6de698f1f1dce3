package io.sluice.sourcewatcher;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.sourcewatcher.kubernetes.LeaderLease;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service: waits to become the leader, leads, and waits again.
@Singleton
public final class SourceWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatcher.class);
    private static final long STOP_MILLIS = 3000;

    private final Office office;
    private final Vital vital;
    private final LeaderLease lease;
    private final Thread thread;
    private volatile boolean stopping;

    SourceWatcher(
            Office office,
            Vital vital,
            KubernetesClient client,
            WatcherConfig config,
            InstantSource clock) {
        this.office = office;
        this.vital = vital;
        this.lease = new LeaderLease(client, config.namespace(), Assembly.identity(config), clock);
        this.thread = Thread.ofPlatform().name("leader").daemon().unstarted(this::run);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        try {
            while (!stopping) {
                lead();
            }
        } catch (InterruptedException _) {
            LOG.debug("stopped");
        }
    }

    private void lead() throws InterruptedException {
        LeaderLease.Term term = new Peers(vital).await("the Lease", lease::acquire);
        LOG.info("leading, epoch {}", term.epoch());
        try (var renewals = new Renewals(lease::renew)) {
            office.hold(lease, term, renewals);
            LOG.info("not leading any more");
        } catch (RuntimeException e) {
            LOG.error("leading ended in a way nobody thought of; it begins again", e);
            TimeUnit.SECONDS.sleep(1);
        } finally {
            if (stopping) {
                release();
            }
        }
    }

    private void release() {
        try {
            lease.release();
        } catch (KubernetesClientException e) {
            LOG.debug("the Lease cannot be given back", e);
        }
    }
}
