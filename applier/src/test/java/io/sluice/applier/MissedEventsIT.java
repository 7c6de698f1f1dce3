package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.kubernetes.HttpApiServer;
import io.sluice.events.Applied;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ResourceKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What no watch told of is found: by listing again, by the full check at each interval, or at the
/// next start.
final class MissedEventsIT {

    private final TestBench bench = new TestBench();
    private final HttpApiServer server = new HttpApiServer(bench.client, (_, _) -> {});

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_expired_watch_lists_again_and_loses_nothing() throws InterruptedException {
        bench.start();
        var unit = applied();
        // a new API server remembers no versions from before its start: 410 Gone
        TestPlatform.controlPlane().killApiServer();
        TestPlatform.controlPlane().startApiServer();

        Hand.merge("alice", "data: {key: x}").on(hand("changed"));
        Hand.delete().on(hand("deleted"));
        Hand.merge("alice", "metadata: {labels: null}").on(hand("unlabelled"));

        await().atMost(TestBench.SOON.multipliedBy(2))
                .untilAsserted(
                        () ->
                                assertThat(bench.log.all(unit, DriftCorrected.class))
                                        .extracting(end -> end.object().name())
                                        .contains("changed", "deleted", "unlabelled"));
        assertThat(value("changed")).isEqualTo("1");
        assertThat(hand("deleted").object()).isPresent();
    }

    @Test
    void where_no_watch_is_allowed_the_interval_finds_it() throws InterruptedException {
        bench.startAs(TestPlatform.accountThatMayNotWatch(bench.namespace));
        var unit = applied();
        String digest = bench.log.all(unit, ManifestsRendered.class).getLast().digest();
        Hand.merge("alice", "data: {key: x}").on(hand("changed"));
        Hand.delete().on(hand("deleted"));

        bench.awaitOutcome(unit, bench.confirm(unit, "main@sha1:1", digest), Applied.class);

        assertThat(value("changed")).isEqualTo("1");
        assertThat(hand("deleted").object()).isPresent();
        assertThat(bench.log.all(unit, DriftDetected.class))
                .extracting(
                        found ->
                                "%s %s %s %s"
                                        .formatted(
                                                found.object().name(),
                                                found.kind(),
                                                found.paths(),
                                                found.by()))
                .containsExactlyInAnyOrder(
                        "changed CHANGED [/data/key] alice", "deleted DELETED [] unknown");
        int patches = bench.requests().getOrDefault("patch", 0);
        bench.awaitOutcome(unit, bench.confirm(unit, "main@sha1:1", digest), Applied.class);
        assertThat(bench.requests().getOrDefault("patch", 0)).isEqualTo(patches);
    }

    @Test
    void a_change_while_nobody_ran_is_reported_with_its_paths() throws InterruptedException {
        bench.start();
        var unit = applied();
        bench.stop();
        Hand.merge("alice", "data: {key: x}").on(hand("changed"));

        bench.start();

        await().atMost(TestBench.SOON)
                .until(() -> bench.log.all(unit, DriftCorrected.class).size() == 1);
        DriftDetected found = bench.log.all(unit, DriftDetected.class).getFirst();
        assertThat(found.paths()).isEqualTo(List.of("/data/key"));
        assertThat(found.by()).isEqualTo("alice");
        assertThat(value("changed")).isEqualTo("1");
    }

    private ResourceKey applied() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("changed", "1"),
                        bench.configMapYaml("deleted", "1"),
                        bench.configMapYaml("unlabelled", "1")),
                Applied.class);
        return unit;
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
