package io.sluice.sourcewatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sourcewatcher.kubernetes.LeaderLease.Renewal;
import io.sluice.sourcewatcher.kubernetes.LeaderLease.Term;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderLeaseIT {

    @TempDir static Path folder;
    private ControlPlane cluster;

    @BeforeAll
    void start() {
        cluster = ControlPlane.start(ControlPlane.Options.defaults().in(folder));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private LeaderLease lease(String namespace, String identity) {
        return new LeaderLease(cluster.client(), namespace, identity, Clock.systemUTC());
    }

    private void namespace(String name) {
        cluster.client()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
    }

    private static Term acquired(LeaderLease lease) {
        return lease.acquire().orElseThrow();
    }

    @Test
    void somebody_else_takes_over_when_the_lease_is_not_renewed_and_deposes_the_former_leader() {
        namespace("expiry");
        LeaderLease one = lease("expiry", "one");
        Term first = acquired(one);
        assertThat(first.epoch()).isGreaterThan(1_000_000_000L);
        assertThat(one.isValid()).isTrue();
        assertThat(one.renew("commits:0=7")).isEqualTo(Renewal.RENEWED);

        LeaderLease other = lease("expiry", "other");
        assertThat(other.acquire()).isEmpty();
        Term second =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(other::acquire, Optional::isPresent)
                        .orElseThrow();
        assertThat(one.isValid()).isFalse();
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.logEnds()).isEqualTo("commits:0=7");
        assertThat(one.renew(null)).isEqualTo(Renewal.DEPOSED);
        assertThat(one.nextTerm()).as("a deposed leader opens no epoch").isEmpty();
        assertThat(other.renew(null)).isEqualTo(Renewal.RENEWED);
    }

    @Test
    void a_restarted_process_takes_its_lease_back_at_once_and_deposes_what_is_left_of_it() {
        namespace("restart");
        LeaderLease before = lease("restart", "same");
        Term first = acquired(before);
        LeaderLease after = lease("restart", "same");
        assertThat(acquired(after).epoch()).isGreaterThan(first.epoch());
        assertThat(before.renew(null)).isEqualTo(Renewal.DEPOSED);
        assertThat(before.acquire()).as("the two do not take turns").isEmpty();
    }

    @Test
    void a_lease_that_was_given_back_is_free_at_once() {
        namespace("release");
        LeaderLease one = lease("release", "one");
        Term first = acquired(one);
        one.release();
        assertThat(one.isValid()).isFalse();
        assertThat(acquired(lease("release", "other")).epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void a_leader_opens_another_epoch_in_office() {
        namespace("next");
        LeaderLease lease = lease("next", "one");
        Term first = acquired(lease);
        assertThat(lease.renew("commits:0=7")).isEqualTo(Renewal.RENEWED);
        assertThat(lease.nextTerm().orElseThrow().epoch()).isGreaterThan(first.epoch());
        assertThat(lease.renew(null)).isEqualTo(Renewal.RENEWED);
    }
}
