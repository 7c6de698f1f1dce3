package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.kubernetes.HttpApiServer;
import io.sluice.events.Applied;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.ResourceKey;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Without a lease, as when the broker is away: changed values of stamped objects are put back, the
/// rest waits, and the resource is obeyed.
final class DegradedModeIT {

    private final TestBench bench = TestBench.started();
    private final HttpApiServer server = new HttpApiServer(bench.client, (_, _) -> {});

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_deleted_object_waits_for_the_lease_and_needs_nothing_else() throws InterruptedException {
        var unit = applied();
        bench.leaseUntil.set(Instant.MIN);

        Hand.delete().on(hand("o"));

        repairWitness();
        assertThat(hand("o").object()).isEmpty();
        bench.leaseUntil.set(Instant.MAX);
        await().atMost(TestBench.SOON).until(() -> hand("o").object().isPresent());
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                bench.log
                                                        .all(unit, DriftDetected.class)
                                                        .getLast()
                                                        .kind())
                                        .isEqualTo(DriftDetected.Kind.DELETED));
    }

    @Test
    void an_object_that_lost_our_stamp_waits_for_the_lease() throws InterruptedException {
        applied();
        bench.leaseUntil.set(Instant.MIN);

        Hand.merge("alice", "{metadata: {annotations: null}, data: {key: x}}").on(hand("o"));

        repairWitness();
        assertThat(value("o")).isEqualTo("x");
        bench.leaseUntil.set(Instant.MAX);
        await().atMost(TestBench.SOON).until(() -> value("o").equals("1"));
    }

    @Test
    void a_suspended_unit_is_left_alone() throws InterruptedException {
        var unit = applied();
        var other = bench.declare("other");
        bench.awaitOutcome(
                other,
                bench.render(other, "main@sha1:1", bench.configMapYaml("theirs", "1")),
                Applied.class);
        bench.leaseUntil.set(Instant.MIN);
        bench.setSpec(unit, "suspend", true);

        Hand.merge("alice", "data: {key: x}").on(hand("o"));

        Hand.merge("alice", "data: {key: x}").on(hand("theirs"));
        await().atMost(TestBench.SOON).until(() -> value("theirs").equals("1"));
        assertThat(value("o")).isEqualTo("x");
        assertThat(bench.log.all(unit, DriftCorrected.class)).isEmpty();
    }

    @Test
    void the_deletion_of_a_unit_is_carried_out() {
        var unit = applied();
        bench.leaseUntil.set(Instant.MIN);

        bench.client.resource(bench.resource(unit)).delete();

        await().atMost(TestBench.SOON).until(() -> !bench.exists(unit));
        assertThat(hand("o").object()).isEmpty();
    }

    @Test
    void a_newer_desired_state_and_its_deletions_wait() throws InterruptedException {
        var unit = applied();
        bench.leaseUntil.set(Instant.MIN);

        var newer =
                bench.render(
                        unit,
                        "main@sha1:2",
                        bench.configMapYaml("witness", "1"),
                        bench.configMapYaml("new", "1"));

        repairWitness();
        assertThat(hand("o").object()).isPresent();
        assertThat(hand("new").object()).isEmpty();
        bench.leaseUntil.set(Instant.MAX);
        bench.awaitOutcome(unit, newer, Applied.class);
        assertThat(hand("o").object()).isEmpty();
        assertThat(hand("new").object()).isPresent();
    }

    private ResourceKey applied() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("o", "1"),
                        bench.configMapYaml("witness", "1")),
                Applied.class);
        return unit;
    }

    /// When this is repaired, everything before has been seen.
    private void repairWitness() throws InterruptedException {
        Hand.merge("alice", "data: {key: x}").on(hand("witness"));
        await().atMost(TestBench.SOON).until(() -> value("witness").equals("1"));
    }

    private String value(String name) {
        return hand(name).object().orElseThrow().at("/data/key").asText();
    }

    private Hand hand(String name) {
        var manifest = Specimens.manifest("ConfigMap", bench.namespace, name);
        return new Hand(
                server, Specimens.type("ConfigMap"), SeenReader.idOf(TestBench.yaml(manifest)));
    }
}
