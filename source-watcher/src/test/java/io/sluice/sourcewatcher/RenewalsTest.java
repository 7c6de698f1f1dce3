package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.sourcewatcher.kubernetes.LeaderLease.Renewal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class RenewalsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_term_that_ends_during_a_request_renews_no_more() throws Exception {
        var asking = new CountDownLatch(1);
        var renewals = new Renewals(_ -> interruptedAsTheClientIs(asking));
        asking.await();

        renewals.close();

        assertThat(renewals.isRunning()).isFalse();
    }

    @Test
    void a_request_that_fails_is_made_again() {
        var asked = new AtomicInteger();

        try (var renewals =
                new Renewals(
                        _ -> {
                            if (asked.incrementAndGet() == 1) {
                                throw new KubernetesClientException("away");
                            }
                            return Renewal.RENEWED;
                        })) {
            Awaitility.await().atMost(PATIENCE).until(() -> asked.get() > 1);

            assertThat(renewals.isDeposed()).isFalse();
        }
    }

    @Test
    void a_fault_ends_the_term() {
        try (var renewals =
                new Renewals(
                        _ -> {
                            throw new IllegalStateException("a fault of ours");
                        })) {
            Awaitility.await().atMost(PATIENCE).until(renewals::isDeposed);
        }
    }

    private static Renewal interruptedAsTheClientIs(CountDownLatch asking) {
        asking.countDown();
        try {
            new CountDownLatch(1).await();
            return Renewal.RENEWED;
        } catch (InterruptedException e) {
            throw new KubernetesClientException("interrupted", e);
        }
    }
}
