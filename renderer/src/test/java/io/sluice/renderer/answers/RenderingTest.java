package io.sluice.renderer.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Producer;
import io.sluice.events.Reference;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.protocol.RenderMemory;
import io.sluice.events.seal.Sealer;
import io.sluice.events.wire.EventJson;
import io.sluice.kustomize.Limits;
import io.sluice.renderer.build.UnitBuild;
import io.sluice.renderer.build.UnitSpec;
import io.sluice.renderer.inputs.KnownBuild;
import io.sluice.renderer.samples.HashingTree;
import io.sluice.renderer.samples.PlainEngine;
import io.sluice.renderer.substitution.Substitution;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RenderingTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "web");
    private static final String SPEC =
            """
            {"interval": "10m", "path": "./web", "prune": true,
             "sourceRef": {"kind": "GitRepository", "name": "fleet"},
             "commonMetadata": {"labels": {"team": "web"}}}""";
    private static final Map<String, String> FILES =
            Map.of(
                    "web/a.yaml",
                    """
                    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"apps"},"data":{"z":"1","a":"${v}"}}""",
                    "web/b.yaml",
                    """
                    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"apps"},"spec":{"replicas":2}}""",
                    "other/c.yaml",
                    "{}");

    private final PlainEngine engine = new PlainEngine();
    private final RenderMemory memory = new RenderMemory();
    private final Rendering rendering =
            new Rendering(
                    "kustomize v5.8.1, sluice 1",
                    new UnitBuild(engine, Limits.DEFAULT),
                    new Sealer(
                            "c", "k", new TreeMap<>(Map.of("k", new byte[32])), new SecureRandom()),
                    1 << 20,
                    InstantSource.fixed(Instant.EPOCH));

    @Test
    void files_become_the_record_in_the_golden_file() throws IOException {
        Answer.Body body = build(request(SPEC, 1, false), material(FILES, null));
        JsonNode written = EventJson.mapper().readTree(EventJson.write(body.manifests()));
        try (InputStream golden =
                Objects.requireNonNull(getClass().getResourceAsStream("manifests.json"))) {
            assertThat(written).isEqualTo(EventJson.mapper().readTree(golden));
        }
    }

    @Test
    void the_same_request_has_the_same_bytes() {
        byte[] first =
                EventJson.write(build(request(SPEC, 1, false), material(FILES, null)).manifests());
        byte[] second =
                EventJson.write(build(request(SPEC, 1, false), material(FILES, null)).manifests());
        assertThat(first).isEqualTo(second);
    }

    @Test
    void what_is_known_and_unchanged_is_confirmed_without_a_build() {
        KnownBuild known = remember(build(request(SPEC, 1, false), material(FILES, null)));
        var other = new TreeMap<>(FILES);
        other.put("other/c.yaml", "changed");
        Optional<Answer> answer =
                rendering.confirm(request(SPEC, 2, false), material(other, null), known, memory);
        assertThat(answer)
                .get()
                .isInstanceOfSatisfying(
                        Answer.Confirmation.class,
                        confirmation -> {
                            assertThat(confirmation.outcome().unchanged()).isTrue();
                            assertThat(confirmation.state().digest()).isEqualTo(known.digest());
                        });
        assertThat(engine.builds()).isOne();
    }

    @Test
    void a_build_is_needed_for_another_file_spec_uid_or_when_asked_for_in_full() {
        KnownBuild known = remember(build(request(SPEC, 1, false), material(FILES, null)));
        var changed = new TreeMap<>(FILES);
        changed.put("web/b.yaml", FILES.get("web/a.yaml"));
        String otherSpec = SPEC.replace("\"team\": \"web\"", "\"team\": \"ops\"");
        String later = SPEC.replace("10m", "20m");
        assertThat(confirm(request(SPEC, 2, false), changed, known)).isEmpty();
        assertThat(confirm(request(otherSpec, 2, false), FILES, known)).isEmpty();
        assertThat(confirm(request(SPEC, 2, true), FILES, known)).isEmpty();
        assertThat(confirm(request(SPEC, 2, false, "uid-2"), FILES, known)).isEmpty();
        assertThat(confirm(request(SPEC, 2, false), FILES, null)).isEmpty();
        assertThat(confirm(request(later, 2, false), FILES, known))
                .as("the interval is the applier's part")
                .isPresent();
    }

    @Test
    void a_build_with_an_equal_result_is_confirmed_under_its_new_inputs() {
        KnownBuild known = remember(build(request(SPEC, 1, false), material(FILES, null)));
        var blank = new TreeMap<>(FILES);
        blank.put("web/b.yaml", FILES.get("web/b.yaml") + "\n");
        Answer answer = rendering.build(request(SPEC, 2, false), material(blank, null), memory);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Confirmation.class,
                        confirmation -> {
                            assertThat(confirmation.outcome().unchanged()).isFalse();
                            assertThat(confirmation.known().digest()).isEqualTo(known.digest());
                            assertThat(confirmation.known().inputs()).isNotEqualTo(known.inputs());
                        });
    }

    @Test
    void what_a_secret_value_went_into_is_sealed() {
        var substitution =
                new Substitution(
                        new TreeMap<>(Map.of("v", "hunter2")), new TreeSet<>(List.of("v")));
        ManifestsRendered manifests =
                build(request(SPEC, 1, false), material(FILES, substitution)).manifests();
        assertThat(manifests.objects().get(0).sealed()).isNotNull();
        assertThat(manifests.objects().get(1).body()).isNotNull();
        assertThat(new String(EventJson.write(manifests), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("hunter2");
    }

    @Test
    void a_variable_that_is_missing_fails_with_the_file() {
        Answer answer =
                rendering.build(
                        request(SPEC, 1, false),
                        material(FILES, new Substitution(new TreeMap<>(), new TreeSet<>())),
                        memory);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failure.class,
                        failure -> {
                            assertThat(failure.outcome().file()).isEqualTo("web/a.yaml");
                            assertThat(failure.outcome().message())
                                    .contains("ConfigMap/web")
                                    .contains("\"v\"");
                        });
    }

    private Answer.Body build(Request request, Rendering.Material material) {
        Answer answer = rendering.build(request, material, memory);
        assertThat(answer).isInstanceOf(Answer.Body.class);
        return (Answer.Body) answer;
    }

    private KnownBuild remember(Answer.Body body) {
        memory.observe(
                Envelope.of(
                                "id",
                                UNIT.slot(Slot.SELF),
                                new Producer("c", "renderer"),
                                Instant.EPOCH,
                                request(SPEC, 1, false).context(),
                                body.manifests())
                        .head(),
                false);
        return body.known();
    }

    private Optional<Answer> confirm(
            Request request, Map<String, String> files, @Nullable KnownBuild known) {
        return rendering.confirm(request, material(files, null), known, memory);
    }

    private static Rendering.Material material(
            Map<String, String> files, @Nullable Substitution substitution) {
        return new Rendering.Material(
                HashingTree.of(files),
                List.of(new Reference("ConfigMap", "apps", "vars", "uid", "7")),
                substitution);
    }

    private static Request request(String spec, long sequence, boolean full) {
        return request(spec, sequence, full, "uid-1");
    }

    private static Request request(String spec, long sequence, boolean full, String uid) {
        try {
            UnitSpec.Reading reading = UnitSpec.read(UNIT, EventJson.mapper().readTree(spec));
            assertThat(reading).isInstanceOf(UnitSpec.Reading.Read.class);
            return new Request(
                    Context.of(uid, 1, new RequestNumber(1, sequence), Cause.NEW_REVISION),
                    ((UnitSpec.Reading.Read) reading).spec(),
                    new ArtifactReference(
                            "http://store/a",
                            "a",
                            "main@sha1:1",
                            "sha256:1",
                            1,
                            Instant.EPOCH,
                            new TreeMap<>()),
                    List.of(),
                    full);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
