package io.sluice.statusprojector.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.EventJson;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.sandbox.kstatus.KstatusRules;
import io.sluice.statusprojector.Facts;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Tells the life of one Kustomization: facts arrive, one a second, and its status follows.
final class UnitStory {
    static final Pace PACE =
            new Pace(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300));
    static final String UID = "unit-uid";

    private final ResourceKey key = Facts.unit("web");
    private final Projection projection = new Projection(new Partitions(1));
    private long generation = 1;
    private boolean suspended;
    private boolean deleting;
    private KustomizationStatus status = KustomizationStatus.UNOBSERVED;
    private Instant time = Instant.parse("2026-11-01T10:00:00Z");
    private Instant since = time;
    private long offset;

    UnitStory fact(Topic topic, Slot slot, Context context, Event event) {
        time = time.plusSeconds(1);
        var envelope = Facts.envelope("cluster", key.slot(slot), context, time, event);
        var _ = projection.apply(new Position(topic, 0, offset++), envelope);
        return this;
    }

    UnitStory requested(Context context) {
        return fact(Topic.REQUESTS, Slot.SELF, context, Facts.requested());
    }

    UnitStory rendered(Context context, String digest) {
        return fact(Topic.OUTCOMES, Slot.RENDER, context, Facts.rendered(digest));
    }

    UnitStory outcome(Slot slot, Context context, Event event) {
        return fact(Topic.OUTCOMES, slot, context, event);
    }

    UnitStory specChanges() {
        generation++;
        time = time.plusSeconds(1);
        since = time;
        return this;
    }

    UnitStory suspended(boolean now) {
        suspended = now;
        return specChanges();
    }

    UnitStory deleting() {
        deleting = true;
        return this;
    }

    UnitStory holds(KustomizationStatus held) {
        status = held;
        return this;
    }

    Report<KustomizationStatus> report() {
        return projection
                .unit(key)
                .map(view -> KustomizationReport.of(live(), view, PACE))
                .orElse(new Report.Leave<>("unknown"));
    }

    /// The status that is written now; checked against the file of this name and Flux's rules.
    UnitStory shows(String name) {
        showsThenMore(name);
        assertThat(report()).as("written twice: " + name).isInstanceOf(Report.Leave.class);
        return this;
    }

    /// The same where something else is to be shown next.
    UnitStory showsThenMore(String name) {
        written();
        Golden.check("unit/" + name, status);
        return this;
    }

    /// Something is to be written, and is.
    UnitStory written() {
        Report<KustomizationStatus> report = report();
        assertThat(report).isInstanceOf(Report.Show.class);
        status = ((Report.Show<KustomizationStatus>) report).status();
        assertThat(KstatusRules.broken(generation, EventJson.mapper().valueToTree(status)))
                .isEmpty();
        assertThat(status.inventory()).isNull();
        status = reread(status);
        return this;
    }

    /// As the API server gives it back.
    private static KustomizationStatus reread(KustomizationStatus written) {
        return Optional.ofNullable(
                        EventJson.mapper()
                                .convertValue(
                                        EventJson.mapper().valueToTree(written),
                                        KustomizationStatus.class))
                .orElseThrow();
    }

    UnitStory showsNothing() {
        assertThat(report()).isInstanceOf(Report.Leave.class);
        return this;
    }

    /// What is to be shown is due this long after the newest fact.
    UnitStory after(Duration wait) {
        assertThat(report())
                .isInstanceOfSatisfying(
                        Report.Show.class,
                        show -> assertThat(show.due()).isEqualTo(time.plus(wait)));
        return this;
    }

    UnitStory atOnce() {
        assertThat(report())
                .isInstanceOfSatisfying(
                        Report.Show.class, show -> assertThat(show.due()).isEqualTo(Instant.MIN));
        return this;
    }

    KustomizationStatus status() {
        return status;
    }

    private Live<KustomizationSpec, KustomizationStatus> live() {
        return new Live<>(
                key,
                UID,
                generation,
                "7",
                suspended,
                deleting,
                Map.of(),
                since,
                Specs.unit(),
                status);
    }
}
