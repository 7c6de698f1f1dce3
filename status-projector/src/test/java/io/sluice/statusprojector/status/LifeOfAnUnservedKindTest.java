package io.sluice.statusprojector.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sluice.api.crd.Kinds;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.WellKnown;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.sandbox.kstatus.KstatusRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifeOfAnUnservedKindTest {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final UnservedStatus UNOBSERVED = new UnservedStatus(List.of(), null, -1L);

    private final Instant since = Instant.parse("2026-11-01T10:00:00Z");
    private UnservedKind kind = UnservedKind.named("HelmRelease").orElseThrow();
    private UnservedSpec spec = new UnservedSpec(false, "");
    private UnservedStatus status = UNOBSERVED;
    private Map<String, String> annotations = Map.of();
    private long generation = 1;
    private boolean deleting;

    private Report<UnservedStatus> report() {
        var key = new ResourceKey(kind.name(), "apps", "web");
        return UnservedReport.of(
                new Live<>(
                        key,
                        "uid",
                        generation,
                        "7",
                        spec.suspend(),
                        deleting,
                        annotations,
                        since,
                        spec,
                        status),
                kind,
                GRACE);
    }

    private Report.Show<UnservedStatus> shown() {
        assertThat(report()).isInstanceOf(Report.Show.class);
        return (Report.Show<UnservedStatus>) report();
    }

    private void shows(String name, Instant due) {
        Report.Show<UnservedStatus> shown = shown();
        assertThat(shown.due()).isEqualTo(due);
        status = shown.status();
        assertThat(KstatusRules.broken(generation, EventJson.mapper().valueToTree(status)))
                .as(name)
                .isEmpty();
        Golden.check("unserved/" + name, status);
        assertThat(report()).as("written twice: " + name).isInstanceOf(Report.Leave.class);
    }

    private static Condition byHelmController(long generation) {
        return Condition.of(
                "Ready",
                Condition.Status.True,
                generation,
                Instant.EPOCH,
                "InstallSucceeded",
                "Helm install succeeded");
    }

    @Test
    void it_is_stalled_and_says_what_to_do() {
        shows("stalled", since.plus(GRACE));

        generation++;
        shows("stalled-again", since.plus(GRACE));
    }

    @Test
    void an_asked_for_reconciliation_is_acknowledged_at_once() {
        status = shown().status();
        annotations = Map.of(WellKnown.REQUESTED_AT, "2026-11-01T11:00:00Z");

        shows("asked", since.plus(GRACE));
    }

    @Test
    void a_kind_without_observed_generation_gets_none() {
        kind = UnservedKind.named("ArtifactGenerator").orElseThrow();
        status = UnservedStatus.EMPTY;

        shows("without-observed-generation", since.plus(GRACE));
    }

    @Test
    void one_that_is_being_deleted_says_what_holds_it() {
        deleting = true;

        assertThat(shown().status().conditions())
                .allMatch(one -> one.message().contains("take off its finalizers"));
    }

    @Test
    void what_another_controller_serves_is_left_to_it() {
        status = new UnservedStatus(List.of(byHelmController(1)), null, 1L);

        assertThat(report()).isInstanceOf(Report.Leave.class);
    }

    @Test
    void what_another_controller_served_once_is_stalled_when_it_changes() {
        status = new UnservedStatus(List.of(byHelmController(1)), null, 1L);
        generation = 2;

        shows("abandoned", since.plus(GRACE));
    }

    @Test
    void another_controller_that_does_not_answer_a_request_is_gone() {
        status = new UnservedStatus(List.of(byHelmController(1)), null, 1L);
        annotations = Map.of(WellKnown.REQUESTED_AT, "2026-11-01T11:00:00.123456789+01:00");

        shows("unanswered", Instant.parse("2026-11-01T10:00:30.123456789Z"));
    }

    @Test
    void a_request_in_no_known_form_is_left_to_the_other_controller() {
        status = new UnservedStatus(List.of(byHelmController(1)), null, 1L);
        annotations = Map.of(WellKnown.REQUESTED_AT, "now");

        assertThat(report()).isInstanceOf(Report.Leave.class);
    }

    @Test
    void a_suspended_one_is_left_alone() {
        spec = new UnservedSpec(true, "");

        assertThat(report()).isInstanceOf(Report.Leave.class);
    }

    @Test
    void a_chart_registry_is_a_mere_address_and_has_no_status() {
        kind = UnservedKind.named("HelmRepository").orElseThrow();
        spec = new UnservedSpec(false, "oci");

        assertThat(shown().due()).isEqualTo(Instant.MIN);
        status = shown().status();

        assertThat(status).isEqualTo(UnservedStatus.EMPTY);
        assertThat(report()).isInstanceOf(Report.Leave.class);
    }

    @Test
    void every_kind_is_served_unserved_or_without_a_status_of_ours() {
        var served = Stream.of("GitRepository", "Kustomization");
        var statusless = Stream.of("Alert", "Provider", "ExternalArtifact");
        var unserved = UnservedKind.ALL.stream().map(UnservedKind::name);

        assertThat(Kinds.ALL)
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrderElementsOf(
                        new TreeSet<>(
                                Stream.of(served, statusless, unserved)
                                        .flatMap(names -> names)
                                        .toList()));
    }
}
