package io.sluice.statusprojector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.events.Cause;
import io.sluice.events.Slot;
import io.sluice.events.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectsOnceIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path LOG = Path.of("target", "effects-once-it.log");
    private static final int UNITS = 10;
    private static final int RESTARTS = 10;
    private static final int COMMITS_A_ROUND = 2;

    private Stand stand;

    @BeforeAll
    void start() throws Exception {
        stand = new Stand(LOG);
    }

    @AfterAll
    void stop() {
        stand.close();
    }

    @Test
    void ten_restarts_during_a_burst_repeat_and_lose_nothing() {
        var units = stand.units();
        units.create("burst", UNITS);
        var revisions = new Revisions();
        var told = new AtomicInteger();
        try (var _ =
                        stand.client()
                                .resources(Kustomization.class)
                                .inNamespace("apps")
                                .inform(new Sightings(revisions::see));
                var _ =
                        stand.client()
                                .v1()
                                .events()
                                .inNamespace("apps")
                                .inform(new Counter(told))) {
            int commit = 0;
            RunningService service = stand.begin();
            for (int round = 0; round < RESTARTS; round++) {
                int before = told.get();
                for (int i = 0; i < COMMITS_A_ROUND; i++) {
                    commit++;
                    for (String unit : units.names()) {
                        units.applied(unit, commit, true);
                    }
                }
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> told.get() > before);
                end(service, round);
                service = stand.begin();
            }
            String last = Units.revision(commit);
            await().atMost(LIMIT)
                    .until(
                            () ->
                                    units.names().stream()
                                            .allMatch(unit -> revisions.isAt(unit, last)));
            int expected = UNITS * commit;
            await().atMost(LIMIT).until(() -> events("Progressing").size() >= expected);
            await().atMost(LIMIT).until(() -> events("ReconciliationSucceeded").size() >= expected);
            service.close();
            assertOnce("Progressing", expected);
            assertOnce("ReconciliationSucceeded", expected);
            revisions.assertNoneTwice();
            assertThat(stand.statuses().takeBroken()).isEmpty();
        }
    }

    @Test
    void a_source_tells_a_new_artifact_and_a_failure_once_with_the_metadata_that_tools_read() {
        var source =
                stand.client()
                        .getKubernetesSerialization()
                        .unmarshal(
                                EffectsOnceIT.class.getResourceAsStream("/cluster/source.yaml"),
                                io.sluice.api.source.GitRepository.class);
        source.getMetadata().setAnnotations(Map.of("event.toolkit.fluxcd.io/team", "web"));
        String uid = stand.client().resource(source).create().getMetadata().getUid();
        try (RunningService running = stand.begin()) {
            running.awaitReady();
            for (int sequence = 1; sequence <= 2; sequence++) {
                stand.log()
                        .write(
                                Topic.COMMITS,
                                Facts.SOURCE,
                                Slot.SELF,
                                Facts.context(
                                        uid, 1, sequence, null, Facts.REVISION, Cause.INTERVAL),
                                Facts.detected(Facts.REVISION));
            }
            await().atMost(LIMIT).until(() -> events("NewArtifact").size() == 1);
            // The announcement and its repetition are both handled when the second one is read.
            await().atMost(LIMIT)
                    .until(
                            () ->
                                    running.text("/q/metrics")
                                            .contains("result=\"known\",type=\"Normal\"}"));
        }
        Event event = events("NewArtifact").getFirst();
        assertThat(events("NewArtifact")).hasSize(1);
        assertThat(event.getMessage())
                .isEqualTo("stored artifact for commit 'Change the settings'");
        assertThat(event.getType()).isEqualTo("Normal");
        assertThat(event.getReportingComponent()).isEqualTo("source-controller");
        assertThat(event.getSource().getComponent()).isEqualTo("source-controller");
        assertThat(event.getInvolvedObject().getUid()).isEqualTo(uid);
        assertThat(event.getInvolvedObject().getApiVersion())
                .isEqualTo("source.toolkit.fluxcd.io/v1");
        assertThat(event.getMetadata().getAnnotations())
                .containsEntry("event.toolkit.fluxcd.io/team", "web")
                .containsEntry("source.toolkit.fluxcd.io/revision", Facts.REVISION)
                .containsEntry("source.toolkit.fluxcd.io/digest", "sha256:bbbb");
    }

    private static void end(RunningService service, int round) {
        if (round % 2 == 0) {
            service.kill();
        } else {
            service.close();
        }
    }

    private List<Event> events(String reason) {
        return stand.client()
                .v1()
                .events()
                .inNamespace("apps")
                .withField("reason", reason)
                .list()
                .getItems();
    }

    private void assertOnce(String reason, int expected) {
        List<Event> events = events(reason);
        assertThat(events).hasSize(expected).allMatch(event -> event.getCount() == 1);
        Map<String, Long> byCommit =
                events.stream()
                        .collect(
                                Collectors.groupingBy(
                                        event ->
                                                event.getInvolvedObject().getName()
                                                        + event.getMetadata()
                                                                .getAnnotations()
                                                                .get(
                                                                        "kustomize.toolkit.fluxcd.io/revision"),
                                        Collectors.counting()));
        assertThat(byCommit).hasSize(expected).allSatisfy((_, count) -> assertThat(count).isOne());
    }

    private record Counter(AtomicInteger told) implements ResourceEventHandler<Event> {
        @Override
        public void onAdd(Event event) {
            told.incrementAndGet();
        }

        @Override
        public void onUpdate(Event before, Event event) {
            // An Event is written once.
        }

        @Override
        public void onDelete(Event event, boolean unknown) {
            // The API server forgets it.
        }
    }

    /// Which revisions each unit's status went through.
    private static final class Revisions {
        private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

        private void see(Kustomization unit) {
            var status = unit.currentStatus();
            String version =
                    status.lastAppliedRevision()
                            + status.conditions().stream()
                                    .map(
                                            one ->
                                                    " "
                                                            + one.type()
                                                            + one.status()
                                                            + " "
                                                            + one.message())
                                    .collect(Collectors.joining());
            seen.computeIfAbsent(
                            unit.getMetadata().getName(),
                            _ -> Collections.synchronizedList(new ArrayList<>()))
                    .add(version);
        }

        boolean isAt(String unit, String revision) {
            List<String> all = seen.getOrDefault(unit, List.of());
            return !all.isEmpty() && all.getLast().startsWith(revision + " ReadyTrue");
        }

        /// Revisions only grow, and no state of a revision comes twice.
        void assertNoneTwice() {
            assertThat(seen)
                    .isNotEmpty()
                    .allSatisfy(
                            (_, all) -> {
                                List<String> told =
                                        all.stream()
                                                .filter(one -> !one.startsWith("null"))
                                                .toList();
                                assertThat(told).doesNotHaveDuplicates();
                                List<String> revisions =
                                        told.stream()
                                                .map(one -> one.substring(0, one.indexOf(' ')))
                                                .toList();
                                assertThat(revisions).isSorted();
                            });
        }
    }
}
