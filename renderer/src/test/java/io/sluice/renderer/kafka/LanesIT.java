package io.sluice.renderer.kafka;

import static io.sluice.renderer.kafka.RunningRenderer.CONFIG_MAP;
import static io.sluice.renderer.kafka.RunningRenderer.PATIENCE;
import static io.sluice.renderer.kafka.RunningRenderer.WEB;
import static io.sluice.renderer.kafka.RunningRenderer.requested;
import static io.sluice.renderer.kafka.TestLog.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.ArtifactReference;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RenderFailed;
import io.sluice.events.Rendered;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.wire.Topic;
import io.sluice.renderer.samples.ArtifactServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which requests are answered and with how little work, over a real broker.
final class LanesIT {

    private static final TestBroker BROKER = TestBroker.running();

    private final RunningRenderer renderer;
    private final TestLog log;
    private final ArtifactServer store;

    LanesIT(@TempDir Path folder) {
        renderer = new RunningRenderer(BROKER, folder);
        log = renderer.log;
        store = renderer.store;
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void a_full_request_gets_the_body_although_nothing_changed() {
        renderer.start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        renderer.answer(WEB, 1, Rendered.class);
        log.ask(WEB, context(1, 2), requested(artifact, "web", true));
        renderer.answer(WEB, 2, Rendered.class);
        assertThat(log.read(Topic.MANIFESTS))
                .extracting(Envelope::event)
                .hasOnlyElementsOfType(ManifestsRendered.class)
                .hasSize(2);
        assertThat(store.fetches()).isOne();
    }

    @Test
    void a_retired_unit_leaves_tombstones_on_its_three_keys() {
        renderer.start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        renderer.answer(WEB, 1, Rendered.class);
        log.ask(WEB, context(1, 2), new UnitRetired());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(log.read(Topic.OUTCOMES).getLast().event())
                                        .isEqualTo(new Tombstone()));
        assertThat(log.read(Topic.MANIFESTS).subList(1, 3))
                .allSatisfy(record -> assertThat(record.event()).isEqualTo(new Tombstone()))
                .extracting(record -> record.head().key().slot())
                .containsExactly(Slot.SELF, Slot.CONFIRMED);

        log.ask(WEB, context(1, 3), requested(artifact, "web", false));
        renderer.answer(WEB, 3, Rendered.class);
        assertThat(log.read(Topic.MANIFESTS).getLast().event())
                .isInstanceOf(ManifestsRendered.class);
    }

    @Test
    void of_queued_requests_the_newest_is_answered_and_inherits_full() {
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        renderer.start();
        renderer.answer(WEB, 1, Rendered.class);
        renderer.stop();

        for (int sequence = 2; sequence <= 20; sequence++) {
            log.ask(WEB, context(1, sequence), requested(artifact, "web", sequence == 5));
        }
        renderer.start();
        renderer.answer(WEB, 20, Rendered.class);
        List<Envelope> manifests = log.read(Topic.MANIFESTS);
        assertThat(manifests).hasSizeLessThan(20);
        assertThat(manifests.stream().filter(each -> each.event() instanceof ManifestsRendered))
                .as("the first body, and the one that was asked for in full")
                .hasSize(2);
    }

    @Test
    void after_a_restart_the_memory_comes_from_the_log_and_no_body_is_sent_again() {
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        renderer.start();
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        Rendered before = renderer.answer(WEB, 1, Rendered.class);
        renderer.stop();

        renderer.start();
        log.ask(WEB, context(1, 2), requested(artifact, "web", false));
        Rendered after = renderer.answer(WEB, 2, Rendered.class);
        assertThat(after.unchanged()).isTrue();
        assertThat(after.objects()).isEqualTo(before.objects());
        assertThat(after.inputsDigest()).isEqualTo(before.inputsDigest());
        assertThat(renderer.engine.builds()).isOne();
        assertThat(log.read(Topic.MANIFESTS).getLast().event())
                .isInstanceOf(DesiredStateConfirmed.class);
    }

    @Test
    void a_deposed_leader_is_not_answered() {
        renderer.start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.open(7);
        log.ask(WEB, context(6, 99), requested(artifact, "web", false));
        log.ask(WEB, context(7, 1), requested(artifact, "web", false));
        renderer.answer(WEB, 1, Rendered.class);
        assertThat(log.read(Topic.OUTCOMES))
                .extracting(record -> record.request().epoch())
                .containsOnly(7L);
    }

    @Test
    void a_request_with_a_bad_signature_is_refused_and_supersedes_nothing() {
        renderer.start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        byte[] wrong = new byte[32];
        wrong[0] = 1;
        log.send(
                log.codec(wrong)
                        .encode(
                                Topic.REQUESTS,
                                log.request(
                                        WEB, context(1, 5), requested(artifact, "web", false))));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        renderer.answer(WEB, 1, Rendered.class);
        assertThat(log.read(Topic.OUTCOMES)).hasSize(1);
        assertThat(log.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void a_bug_is_answered_and_set_aside_and_holds_up_nobody() {
        renderer.start();
        var artifact =
                store.put(
                        "1",
                        Map.of("web/cm.yaml", "bug", "good/cm.yaml", CONFIG_MAP.formatted("1")));
        ResourceKey good = new ResourceKey("Kustomization", "apps", "good");
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        log.ask(good, context(1, 2), requested(artifact, "good", false));
        assertThat(renderer.answer(WEB, 1, RenderFailed.class).reason()).isEqualTo("Internal");
        renderer.answer(good, 2, Rendered.class);
        assertThat(log.records(Topic.DEAD_LETTERS))
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo(WEB.toString()));
    }

    @Test
    void two_hundred_units_of_one_commit_cost_one_fetch_and_one_build() {
        renderer.start();
        Map<String, String> files = new TreeMap<>();
        for (int unit = 0; unit < 200; unit++) {
            files.put("u" + unit + "/cm.yaml", CONFIG_MAP.formatted(unit));
        }
        askAll(store.put("1", files), 0);
        files.put("u7/cm.yaml", CONFIG_MAP.formatted("new"));
        int builds = renderer.engine.builds();
        Duration took = askAll(store.put("2", files), 1000);
        assertThat(builds).isEqualTo(200);
        assertThat(renderer.engine.builds()).isEqualTo(201);
        assertThat(store.fetches()).isEqualTo(2);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    private Duration askAll(ArtifactReference artifact, int offset) {
        long start = System.nanoTime();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int unit = 0; unit < 200; unit++) {
            sent.add(
                    log.publish(
                                    Topic.REQUESTS,
                                    log.request(
                                            new ResourceKey(
                                                    "Kustomization", "n" + unit % 5, "u" + unit),
                                            context(1, offset + unit + 1L),
                                            requested(artifact, "u" + unit, false)))
                            .toCompletableFuture());
        }
        sent.forEach(CompletableFuture::join);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> log.records(Topic.OUTCOMES).size() == 200 + (offset > 0 ? 200 : 0));
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
