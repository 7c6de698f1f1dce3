package io.sluice.renderer.kafka;

import static io.sluice.renderer.kafka.TestLog.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.events.ArtifactReference;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Reference;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderRequested;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.UnitWaiting;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.seal.Sealer;
import io.sluice.events.wire.Topic;
import io.sluice.kustomize.Limits;
import io.sluice.renderer.answers.Rendering;
import io.sluice.renderer.artifact.ArtifactCache;
import io.sluice.renderer.artifact.ArtifactLimits;
import io.sluice.renderer.artifact.Unpacker;
import io.sluice.renderer.build.UnitBuild;
import io.sluice.renderer.http.HttpArtifactSource;
import io.sluice.renderer.metrics.RenderMetrics;
import io.sluice.renderer.samples.Archives;
import io.sluice.renderer.samples.ArtifactServer;
import io.sluice.renderer.samples.MapVariables;
import io.sluice.renderer.samples.PlainEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The renderer against a real broker and a real HTTP store, everything but Kubernetes.
final class RendererIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final TestBroker BROKER = TestBroker.running();
    private static final ResourceKey WEB = new ResourceKey("Kustomization", "apps", "web");
    private static final String CONFIG_MAP =
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"apps"},"data":{"a":"%s"}}""";
    private static final String SECRET =
            """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"apps"},"data":{"a":"aHVudGVyMg=="}}""";

    private final ArtifactServer store = new ArtifactServer();
    private final PlainEngine engine = new PlainEngine();
    private final TestLog log =
            new TestLog(BROKER.settings("renderer" + PREFIXES.incrementAndGet()));
    private final MapVariables variables = new MapVariables();
    private final List<RequestConsumer> running = new ArrayList<>();
    @TempDir Path folder;

    @BeforeAll
    static void broker() {
        assertThat(BROKER.bootstrapServers()).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @BeforeEach
    void topics() {
        BROKER.createTopics(log.settings().prefix(), TestLog.PARTITIONS);
    }

    @AfterEach
    void close() {
        running.forEach(RequestConsumer::close);
        log.close();
        store.close();
    }

    @Test
    void renders_a_unit_and_confirms_it_while_its_files_stay_the_same() {
        start();
        var first = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(first, "web", false));
        Rendered rendered = answer(WEB, 1, Rendered.class);
        assertThat(rendered.unchanged()).isFalse();
        assertThat(rendered.objects()).isOne();

        var second =
                store.put(
                        "2",
                        Map.of(
                                "web/cm.yaml",
                                CONFIG_MAP.formatted("1"),
                                "other/cm.yaml",
                                CONFIG_MAP.formatted("2")));
        log.ask(WEB, context(1, 2), requested(second, "web", false));
        Rendered unchanged = answer(WEB, 2, Rendered.class);
        assertThat(unchanged.unchanged()).isTrue();
        assertThat(unchanged.digest()).isEqualTo(rendered.digest());
        assertThat(engine.builds()).isOne();

        List<Envelope> manifests = log.read(Topic.MANIFESTS);
        assertThat(manifests)
                .extracting(envelope -> envelope.head().key().slot())
                .containsExactly(Slot.SELF, Slot.CONFIRMED);
        var body = (ManifestsRendered) manifests.getFirst().event();
        assertThat(body.objects())
                .singleElement()
                .satisfies(
                        object -> {
                            assertThat(object.id()).hasToString("ConfigMap/apps/web");
                            assertThat(object.file()).isEqualTo("web/cm.yaml");
                        });
        assertThat(manifests.getFirst().context()).isEqualTo(context(1, 1));
        assertThat(manifests.get(1).event()).isInstanceOf(DesiredStateConfirmed.class);
    }

    @Test
    void a_full_request_gets_the_body_although_nothing_changed() {
        start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        answer(WEB, 1, Rendered.class);
        log.ask(WEB, context(1, 2), requested(artifact, "web", true));
        answer(WEB, 2, Rendered.class);
        assertThat(log.read(Topic.MANIFESTS))
                .extracting(Envelope::event)
                .hasOnlyElementsOfType(ManifestsRendered.class)
                .hasSize(2);
        assertThat(store.fetches()).isOne();
    }

    @Test
    void secrets_are_sealed_and_their_values_are_nowhere_in_the_log() {
        start();
        var artifact = store.put("1", Map.of("web/secret.yaml", SECRET));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        answer(WEB, 1, Rendered.class);
        for (var record : log.records(Topic.MANIFESTS)) {
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .contains("hmac-sha256:")
                    .doesNotContain("aHVudGVyMg==");
        }
    }

    @Test
    void a_broken_file_fails_its_unit_with_file_and_line_and_no_other() {
        start();
        var artifact =
                store.put(
                        "1",
                        Map.of("web/cm.yaml", "- no", "good/cm.yaml", CONFIG_MAP.formatted("1")));
        ResourceKey good = new ResourceKey("Kustomization", "apps", "good");
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        log.ask(good, context(1, 2), requested(artifact, "good", false));
        RenderFailed failed = answer(WEB, 1, RenderFailed.class);
        assertThat(failed.reason()).isEqualTo("BuildFailed");
        assertThat(failed.file()).isEqualTo("web/cm.yaml");
        assertThat(failed.line()).isOne();
        answer(good, 2, Rendered.class);

        log.ask(WEB, context(1, 3), requested(artifact, "web", false));
        answer(WEB, 3, RenderFailed.class);
        assertThat(engine.builds()).as("a failed build is never skipped").isEqualTo(3);
    }

    @Test
    void a_path_that_is_not_there_fails_as_in_flux() {
        start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "../../etc", false));
        RenderFailed failed = answer(WEB, 1, RenderFailed.class);
        assertThat(failed.reason()).isEqualTo("ArtifactFailed");
        assertThat(failed.message()).startsWith("kustomization path not found: ../../etc");
    }

    @Test
    void a_unit_without_a_source_is_waiting() {
        start();
        log.ask(WEB, context(1, 1), new UnitWaiting("ArtifactFailed", "no artifact yet", false));
        assertThat(answer(WEB, 1, RenderWaiting.class).message()).isEqualTo("no artifact yet");
        assertThat(log.read(Topic.MANIFESTS)).isEmpty();
    }

    @Test
    void an_artifact_that_is_gone_defers_the_request_and_repeats_the_answer_before() {
        start();
        var first = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        byte[] second = Archives.of(Map.of("web/cm.yaml", CONFIG_MAP.formatted("2")));
        log.ask(WEB, context(1, 1), requested(first, "web", false));
        Rendered rendered = answer(WEB, 1, Rendered.class);
        log.ask(WEB, context(1, 2), requested(store.reference("2", second), "web", false));
        RenderDeferred deferred = answer(WEB, 2, RenderDeferred.class);
        assertThat(deferred.reason()).isEqualTo("ArtifactGone");
        assertThat(deferred.previous()).isEqualTo(rendered);
        assertThat(deferred.previousContext()).isEqualTo(context(1, 1));

        var again = store.put("2", second);
        log.ask(WEB, context(1, 3), requested(again, "web", true));
        answer(WEB, 3, Rendered.class);
        assertThat(log.read(Topic.MANIFESTS))
                .extracting(Envelope::event)
                .hasOnlyElementsOfType(ManifestsRendered.class)
                .hasSize(2);
    }

    @Test
    void a_retired_unit_leaves_tombstones_on_its_three_keys() {
        start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        answer(WEB, 1, Rendered.class);
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
        answer(WEB, 3, Rendered.class);
        assertThat(log.read(Topic.MANIFESTS).getLast().event())
                .isInstanceOf(ManifestsRendered.class);
    }

    @Test
    void of_queued_requests_the_newest_is_answered_and_inherits_full() {
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        start();
        answer(WEB, 1, Rendered.class);
        running.removeFirst().close();

        for (int sequence = 2; sequence <= 20; sequence++) {
            log.ask(WEB, context(1, sequence), requested(artifact, "web", sequence == 5));
        }
        start();
        answer(WEB, 20, Rendered.class);
        List<Envelope> manifests = log.read(Topic.MANIFESTS);
        assertThat(manifests).hasSizeLessThan(20);
        assertThat(manifests.stream().filter(each -> each.event() instanceof ManifestsRendered))
                .as("the first body, and the one that was asked for in full")
                .hasSize(2);
    }

    @Test
    void after_a_restart_the_memory_comes_from_the_log_and_no_body_is_sent_again() {
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        start();
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        Rendered before = answer(WEB, 1, Rendered.class);
        running.removeFirst().close();

        start();
        log.ask(WEB, context(1, 2), requested(artifact, "web", false));
        Rendered after = answer(WEB, 2, Rendered.class);
        assertThat(after.unchanged()).isTrue();
        assertThat(after.objects()).isEqualTo(before.objects());
        assertThat(after.inputsDigest()).isEqualTo(before.inputsDigest());
        assertThat(engine.builds()).isOne();
        assertThat(log.read(Topic.MANIFESTS).getLast().event())
                .isInstanceOf(DesiredStateConfirmed.class);
    }

    @Test
    void a_deposed_leader_is_not_answered() {
        start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.open(7);
        log.ask(WEB, context(6, 99), requested(artifact, "web", false));
        log.ask(WEB, context(7, 1), requested(artifact, "web", false));
        answer(WEB, 1, Rendered.class);
        assertThat(log.read(Topic.OUTCOMES))
                .extracting(record -> record.request().epoch())
                .containsOnly(7L);
    }

    @Test
    void a_request_with_a_bad_signature_is_refused_and_supersedes_nothing() {
        start();
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
        answer(WEB, 1, Rendered.class);
        assertThat(log.read(Topic.OUTCOMES)).hasSize(1);
        assertThat(log.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void a_bug_is_answered_and_set_aside_and_holds_up_nobody() {
        start();
        var artifact =
                store.put(
                        "1",
                        Map.of("web/cm.yaml", "bug", "good/cm.yaml", CONFIG_MAP.formatted("1")));
        ResourceKey good = new ResourceKey("Kustomization", "apps", "good");
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        log.ask(good, context(1, 2), requested(artifact, "good", false));
        assertThat(answer(WEB, 1, RenderFailed.class).reason()).isEqualTo("Internal");
        answer(good, 2, Rendered.class);
        assertThat(log.records(Topic.DEAD_LETTERS))
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo(WEB.toString()));
    }

    @Test
    void variables_come_from_their_sources_and_a_new_version_is_a_new_build() {
        start();
        variables.put("ConfigMap", "vars", "1", Map.of("a", "one"));
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("${a}")));
        RenderRequested requested = withVariables(artifact, "web", "ConfigMap");
        log.ask(WEB, context(1, 1), requested);
        Rendered first = answer(WEB, 1, Rendered.class);
        assertThat(first.references())
                .containsExactly(new Reference("ConfigMap", "apps", "vars", "uid-vars", "1"));
        log.ask(WEB, context(1, 2), requested);
        assertThat(answer(WEB, 2, Rendered.class).unchanged()).isTrue();

        variables.put("ConfigMap", "vars", "2", Map.of("a", "two"));
        log.ask(WEB, context(1, 3), requested);
        assertThat(answer(WEB, 3, Rendered.class).digest()).isNotEqualTo(first.digest());
        assertThat(log.read(Topic.MANIFESTS).getLast().event())
                .isInstanceOfSatisfying(
                        ManifestsRendered.class,
                        manifests ->
                                assertThat(manifests.objects().getFirst().body())
                                        .asString()
                                        .contains("\"two\""));

        variables.away();
        log.ask(WEB, context(1, 4), requested);
        assertThat(answer(WEB, 4, RenderDeferred.class).reason()).isEqualTo("VariablesUnreachable");
    }

    @Test
    void a_value_of_a_secret_is_nowhere_in_the_log() {
        start();
        variables.put("Secret", "vars", "1", Map.of("a", "hunter2"));
        var artifact =
                store.put(
                        "1",
                        Map.of(
                                "web/cm.yaml",
                                CONFIG_MAP.formatted("${a}"),
                                "bad/cm.yaml",
                                CONFIG_MAP.formatted("${a}\"${nope:=}: [")));
        ResourceKey bad = new ResourceKey("Kustomization", "apps", "bad");
        log.ask(WEB, context(1, 1), withVariables(artifact, "web", "Secret"));
        log.ask(bad, context(1, 2), withVariables(artifact, "bad", "Secret"));
        answer(WEB, 1, Rendered.class);
        assertThat(answer(bad, 2, RenderFailed.class).message()).contains("not YAML");
        for (Topic topic : List.of(Topic.MANIFESTS, Topic.OUTCOMES)) {
            assertThat(log.records(topic)).isNotEmpty();
            for (var record : log.records(topic)) {
                assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain("hunter2");
            }
        }
    }

    @Test
    void manifests_that_do_not_fit_fail_naming_the_largest_object() {
        start();
        byte[] noise = new byte[9 << 20];
        new Random(7).nextBytes(noise);
        String text = Base64.getEncoder().encodeToString(noise);
        String other = CONFIG_MAP.replace("\"web\"", "\"other\"");
        var artifact =
                store.put(
                        "1",
                        Map.of(
                                "one/a.yaml", CONFIG_MAP.formatted(text),
                                "two/a.yaml", CONFIG_MAP.formatted(text),
                                "two/b.yaml",
                                        other.formatted(
                                                new StringBuilder(text).reverse().toString())));
        log.ask(WEB, context(1, 1), requested(artifact, "one", false));
        assertThat(answer(WEB, 1, Rendered.class).objects()).isOne();
        log.ask(WEB, context(1, 2), requested(artifact, "two", false));
        RenderFailed failed = answer(WEB, 2, RenderFailed.class);
        assertThat(failed.reason()).isEqualTo("TooLarge");
        assertThat(failed.message()).contains("ConfigMap/apps/web (").contains("two/b.yaml");
    }

    @Test
    void two_hundred_units_of_one_commit_cost_one_fetch_and_one_build() {
        start();
        Map<String, String> files = new TreeMap<>();
        for (int unit = 0; unit < 200; unit++) {
            files.put("u" + unit + "/cm.yaml", CONFIG_MAP.formatted(unit));
        }
        askAll(store.put("1", files), 0);
        files.put("u7/cm.yaml", CONFIG_MAP.formatted("new"));
        int builds = engine.builds();
        Duration took = askAll(store.put("2", files), 1000);
        assertThat(builds).isEqualTo(200);
        assertThat(engine.builds()).isEqualTo(201);
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

    private <T> T answer(ResourceKey unit, long sequence, Class<T> type) {
        return type.cast(
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> find(unit, sequence), found -> !found.isEmpty())
                        .getLast()
                        .event());
    }

    private List<Envelope> find(ResourceKey unit, long sequence) {
        return log.read(Topic.OUTCOMES).stream()
                .filter(
                        record ->
                                record.resource().equals(unit)
                                        && record.request().sequence() == sequence)
                .toList();
    }

    private static RenderRequested withVariables(
            ArtifactReference artifact, String path, String kind) {
        RenderRequested plain = requested(artifact, path, false);
        ObjectNode spec = plain.spec().deepCopy();
        spec.putObject("postBuild")
                .putArray("substituteFrom")
                .addObject()
                .put("kind", kind)
                .put("name", "vars");
        return new RenderRequested(spec, artifact, List.of(), false);
    }

    private static RenderRequested requested(
            ArtifactReference artifact, String path, boolean full) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("interval", "10m").put("path", path).put("prune", true);
        spec.putObject("sourceRef").put("kind", "GitRepository").put("name", "fleet");
        return new RenderRequested(spec, artifact, List.of(), full);
    }

    private void start() {
        var consumer =
                new RequestConsumer(
                        new RequestConsumer.Log(log.settings(), "", log.codec(), log),
                        new RequestConsumer.Means(
                                new Rendering(
                                        new UnitBuild(engine, Limits.DEFAULT),
                                        new Sealer(
                                                TestLog.CLUSTER,
                                                "s",
                                                new TreeMap<>(Map.of("s", new byte[32])),
                                                new SecureRandom()),
                                        64 << 20,
                                        InstantSource.system()),
                                new ArtifactCache(
                                        new HttpArtifactSource(),
                                        new Unpacker(ArtifactLimits.DEFAULT, folder),
                                        1 << 26,
                                        List.of(Duration.ofMillis(10))),
                                variables),
                        new RequestConsumer.Width(2, 1000, 1 << 24),
                        new RenderMetrics(new SimpleMeterRegistry()),
                        InstantSource.system());
        running.add(consumer);
        consumer.start();
        await().atMost(PATIENCE).until(consumer::isReady);
    }
}
