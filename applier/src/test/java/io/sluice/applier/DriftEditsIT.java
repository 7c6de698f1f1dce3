package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.Edits.Edit;
import io.sluice.applier.Edits.End;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.kubernetes.HttpApiServer;
import io.sluice.events.Applied;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.DriftDetected.Kind;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of edit: repaired once, or ignored, and never in a loop.
///
/// After each edit, an annotation of ours is changed, too: when that is repaired, everything before
/// has been seen, and the events and requests are counted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DriftEditsIT {

    private static final List<String> PROBE = List.of("/metadata/annotations/probe");
    private final TestBench bench = TestBench.started();
    private final AtomicInteger numbers = new AtomicInteger();
    private final HttpApiServer server = new HttpApiServer(bench.client, (_, _) -> {});

    @BeforeAll
    void defineWidgets() {
        var unit = bench.declare("widgets");
        bench.awaitOutcome(
                unit, bench.render(unit, "main@sha1:1", Specimens.WIDGETS), Applied.class);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.sluice.applier.Edits#edits")
    void is_repaired_once_or_ignored(Edit edit) throws InterruptedException {
        ResourceKey unit = unitOf(edit);
        Hand hand = handOn(unit, edit);
        JsonNode before = hand.content().orElseThrow();
        int requests = patches();
        int events = drift(unit).size();

        edit.deed().on(hand);

        Optional<JsonNode> edited = hand.content();
        if (edit.end() != End.IGNORED) {
            awaitCorrected(unit, events + 1);
        }
        Hand.merge("probe", "metadata: {annotations: {probe: x}}").on(hand);
        int all = events + (edit.end() == End.IGNORED ? 1 : 2);
        awaitCorrected(unit, all);
        List<DriftDetected> found = drift(unit).subList(events, drift(unit).size());
        assertThat(found.getLast().paths()).isEqualTo(PROBE);
        assertThat(found.getLast().by()).isEqualTo("probe");
        assertThat(drift(unit)).hasSize(all);
        assertThat(patches() - requests).isEqualTo(edit.requests() + 1);
        if (edit.end() == End.IGNORED) {
            assertThat(hand.content()).isEqualTo(edited);
            return;
        }
        assertThat(found.getFirst().paths()).containsExactlyElementsOf(edit.paths());
        assertThat(found.getFirst().kind())
                .isEqualTo(edit.paths().isEmpty() ? Kind.DELETED : Kind.CHANGED);
        if (edit.by() != null) {
            assertThat(found.getFirst().by()).isEqualTo(edit.by());
        }
        if (edit.end() == End.REPAIRED) {
            assertThat(hand.content()).contains(before);
        }
        assertThat(said(unit)).doesNotContain("hunter2", "leaked", "bGVha2Vk", "aHVudGVyMg");
    }

    private ResourceKey unitOf(Edit edit) {
        if (edit.kind().equals("CustomResourceDefinition")) {
            return bench.unit("widgets");
        }
        var unit = bench.declare("edit-" + numbers.incrementAndGet());
        String name = edit.kind().equals("Namespace") ? bench.namespace + "-n" : "o";
        name += numbers.get();
        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        Specimens.manifest(edit.kind(), bench.namespace, name));
        bench.awaitOutcome(unit, request, Applied.class);
        return unit;
    }

    private Hand handOn(ResourceKey unit, Edit edit) {
        var id =
                SeenReader.idOf(
                        TestBench.yaml(
                                Specimens.manifest(
                                        edit.kind(),
                                        bench.namespace,
                                        edit.kind().equals("Namespace")
                                                ? bench.namespace + "-n" + numbers
                                                : "o" + numbers)));
        assertThat(bench.inventory(unit)).hasSize(1);
        return new Hand(server, Specimens.type(edit.kind()), id);
    }

    private void awaitCorrected(ResourceKey unit, int times) {
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                assertThat(bench.log.all(unit, DriftCorrected.class))
                                        .hasSize(times)
                                        .allMatch(DriftCorrected::corrected));
    }

    private List<DriftDetected> drift(ResourceKey unit) {
        return bench.log.all(unit, DriftDetected.class);
    }

    private String said(ResourceKey unit) {
        StringBuilder all = new StringBuilder();
        for (var event : bench.log.all(unit, io.sluice.events.DriftEvent.class)) {
            all.append(new String(EventJson.write(event), StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    private int patches() {
        return bench.requests().getOrDefault("patch", 0);
    }
}
