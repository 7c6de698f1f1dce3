package io.sluice.renderer.kafka;

import static io.sluice.renderer.kafka.RunningRenderer.CONFIG_MAP;
import static io.sluice.renderer.kafka.RunningRenderer.WEB;
import static io.sluice.renderer.kafka.RunningRenderer.requested;
import static io.sluice.renderer.kafka.RunningRenderer.withVariables;
import static io.sluice.renderer.kafka.TestLog.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

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
import io.sluice.events.UnitWaiting;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.wire.Topic;
import io.sluice.renderer.samples.Archives;
import io.sluice.renderer.samples.ArtifactServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a request is answered with, over a real broker and a real HTTP store.
final class AnswersIT {

    private static final TestBroker BROKER = TestBroker.running();
    private static final String SECRET =
            """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"apps"},"data":{"a":"aHVudGVyMg=="}}""";

    private final RunningRenderer renderer;
    private final TestLog log;
    private final ArtifactServer store;

    AnswersIT(@TempDir Path folder) {
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
    void renders_a_unit_and_confirms_it_while_its_files_stay_the_same() {
        renderer.start();
        var first = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(first, "web", false));
        Rendered rendered = renderer.answer(WEB, 1, Rendered.class);
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
        Rendered unchanged = renderer.answer(WEB, 2, Rendered.class);
        assertThat(unchanged.unchanged()).isTrue();
        assertThat(unchanged.digest()).isEqualTo(rendered.digest());
        assertThat(renderer.engine.builds()).isOne();

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
    void secrets_are_sealed_and_their_values_are_nowhere_in_the_log() {
        renderer.start();
        var artifact = store.put("1", Map.of("web/secret.yaml", SECRET));
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        renderer.answer(WEB, 1, Rendered.class);
        for (var record : log.records(Topic.MANIFESTS)) {
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .contains("hmac-sha256:")
                    .doesNotContain("aHVudGVyMg==");
        }
    }

    @Test
    void a_broken_file_fails_its_unit_with_file_and_line_and_no_other() {
        renderer.start();
        var artifact =
                store.put(
                        "1",
                        Map.of("web/cm.yaml", "- no", "good/cm.yaml", CONFIG_MAP.formatted("1")));
        ResourceKey good = new ResourceKey("Kustomization", "apps", "good");
        log.ask(WEB, context(1, 1), requested(artifact, "web", false));
        log.ask(good, context(1, 2), requested(artifact, "good", false));
        RenderFailed failed = renderer.answer(WEB, 1, RenderFailed.class);
        assertThat(failed.reason()).isEqualTo("BuildFailed");
        assertThat(failed.file()).isEqualTo("web/cm.yaml");
        assertThat(failed.line()).isOne();
        renderer.answer(good, 2, Rendered.class);

        log.ask(WEB, context(1, 3), requested(artifact, "web", false));
        renderer.answer(WEB, 3, RenderFailed.class);
        assertThat(renderer.engine.builds()).as("a failed build is never skipped").isEqualTo(3);
    }

    @Test
    void a_path_that_is_not_there_fails_as_in_flux() {
        renderer.start();
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        log.ask(WEB, context(1, 1), requested(artifact, "../../etc", false));
        RenderFailed failed = renderer.answer(WEB, 1, RenderFailed.class);
        assertThat(failed.reason()).isEqualTo("ArtifactFailed");
        assertThat(failed.message()).startsWith("kustomization path not found: ../../etc");
    }

    @Test
    void a_unit_without_a_source_is_waiting() {
        renderer.start();
        log.ask(WEB, context(1, 1), new UnitWaiting("ArtifactFailed", "no artifact yet", false));
        assertThat(renderer.answer(WEB, 1, RenderWaiting.class).message())
                .isEqualTo("no artifact yet");
        assertThat(log.read(Topic.MANIFESTS)).isEmpty();
    }

    @Test
    void an_artifact_that_is_gone_defers_the_request_and_repeats_the_answer_before() {
        renderer.start();
        var first = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("1")));
        byte[] second = Archives.of(Map.of("web/cm.yaml", CONFIG_MAP.formatted("2")));
        log.ask(WEB, context(1, 1), requested(first, "web", false));
        Rendered rendered = renderer.answer(WEB, 1, Rendered.class);
        log.ask(WEB, context(1, 2), requested(store.reference("2", second), "web", false));
        RenderDeferred deferred = renderer.answer(WEB, 2, RenderDeferred.class);
        assertThat(deferred.reason()).isEqualTo("ArtifactGone");
        assertThat(deferred.previous()).isEqualTo(rendered);
        assertThat(deferred.previousContext()).isEqualTo(context(1, 1));

        var again = store.put("2", second);
        log.ask(WEB, context(1, 3), requested(again, "web", true));
        renderer.answer(WEB, 3, Rendered.class);
        assertThat(log.read(Topic.MANIFESTS))
                .extracting(Envelope::event)
                .hasOnlyElementsOfType(ManifestsRendered.class)
                .hasSize(2);
    }

    @Test
    void variables_come_from_their_sources_and_a_new_version_is_a_new_build() {
        renderer.start();
        renderer.variables.put("ConfigMap", "vars", "1", Map.of("a", "one"));
        var artifact = store.put("1", Map.of("web/cm.yaml", CONFIG_MAP.formatted("${a}")));
        RenderRequested requested = withVariables(artifact, "web", "ConfigMap");
        log.ask(WEB, context(1, 1), requested);
        Rendered first = renderer.answer(WEB, 1, Rendered.class);
        assertThat(first.references())
                .containsExactly(new Reference("ConfigMap", "apps", "vars", "uid-vars", "1"));
        log.ask(WEB, context(1, 2), requested);
        assertThat(renderer.answer(WEB, 2, Rendered.class).unchanged()).isTrue();

        renderer.variables.put("ConfigMap", "vars", "2", Map.of("a", "two"));
        log.ask(WEB, context(1, 3), requested);
        assertThat(renderer.answer(WEB, 3, Rendered.class).digest()).isNotEqualTo(first.digest());
        assertThat(log.read(Topic.MANIFESTS).getLast().event())
                .isInstanceOfSatisfying(
                        ManifestsRendered.class,
                        manifests ->
                                assertThat(manifests.objects().getFirst().body())
                                        .extracting(body -> body.json(), STRING)
                                        .contains("\"two\""));

        renderer.variables.away();
        log.ask(WEB, context(1, 4), requested);
        assertThat(renderer.answer(WEB, 4, RenderDeferred.class).reason())
                .isEqualTo("VariablesUnreachable");
    }

    @Test
    void a_value_of_a_secret_is_nowhere_in_the_log() {
        renderer.start();
        renderer.variables.put("Secret", "vars", "1", Map.of("a", "hunter2", "b", "hunter2\": ["));
        var artifact =
                store.put(
                        "1",
                        Map.of(
                                "web/cm.yaml",
                                CONFIG_MAP.formatted("${a}"),
                                "bad/cm.yaml",
                                CONFIG_MAP.formatted("${b}")));
        ResourceKey bad = new ResourceKey("Kustomization", "apps", "bad");
        log.ask(WEB, context(1, 1), withVariables(artifact, "web", "Secret"));
        log.ask(bad, context(1, 2), withVariables(artifact, "bad", "Secret"));
        renderer.answer(WEB, 1, Rendered.class);
        assertThat(renderer.answer(bad, 2, RenderFailed.class).message()).contains("not YAML");
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
        renderer.start();
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
        assertThat(renderer.answer(WEB, 1, Rendered.class).objects()).isOne();
        log.ask(WEB, context(1, 2), requested(artifact, "two", false));
        RenderFailed failed = renderer.answer(WEB, 2, RenderFailed.class);
        assertThat(failed.reason()).isEqualTo("TooLarge");
        assertThat(failed.message()).contains("ConfigMap/apps/web (").contains("two/b.yaml");
    }
}
