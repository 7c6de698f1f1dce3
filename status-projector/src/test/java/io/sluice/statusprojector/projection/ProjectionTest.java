package io.sluice.statusprojector.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Context;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported.State;
import io.sluice.events.RenderFailed;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.protocol.Readiness;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final ResourceKey UNIT = Facts.unit("web");
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final Projection projection = new Projection(new Partitions(3));
    private long offset;

    private record Fact(Topic topic, Envelope envelope) {}

    private static Fact fact(Topic topic, Slot slot, long sequence, int second, Event event) {
        ResourceKey key = topic == Topic.COMMITS ? Facts.SOURCE : UNIT;
        Context context = Facts.context("uid", 1, sequence, null);
        return new Fact(
                topic,
                Facts.envelope(
                        "cluster", key.slot(slot), context, START.plusSeconds(second), event));
    }

    private Optional<Change> apply(Fact fact) {
        int partition = projection.partitionOf(fact.envelope().resource());
        return projection.apply(new Position(fact.topic(), partition, offset++), fact.envelope());
    }

    private static List<Fact> life() {
        return List.of(
                fact(Topic.COMMITS, Slot.SELF, 1, 0, Facts.detected(Facts.REVISION)),
                fact(Topic.REQUESTS, Slot.SELF, 2, 1, Facts.requested()),
                fact(Topic.MANIFESTS, Slot.SELF, 2, 2, Facts.manifests("sha256:a")),
                fact(Topic.OUTCOMES, Slot.RENDER, 2, 3, Facts.rendered("sha256:a")),
                fact(Topic.OUTCOMES, Slot.APPLY, 2, 4, Facts.applied("sha256:a")),
                fact(
                        Topic.OUTCOMES,
                        Slot.HEALTH,
                        2,
                        5,
                        Facts.health("sha256:a", State.NOT_AWAITED, null, Facts.REVISION)));
    }

    private UnitView unit() {
        return projection.unit(UNIT).orElseThrow();
    }

    @Test
    void a_commit_leaves_the_time_of_each_stage() {
        life().forEach(this::apply);

        UnitView view = unit();
        assertThat(view.detected()).isEqualTo(START);
        assertThat(view.timeline())
                .isEqualTo(
                        new Timeline(
                                Facts.REVISION,
                                Facts.COMMIT,
                                new RequestNumber(1, 2),
                                START.plusSeconds(1),
                                START.plusSeconds(2),
                                START.plusSeconds(4),
                                START.plusSeconds(5)));
        assertThat(view.stage()).isEqualTo(Stage.HEALTHY);
        assertThat(view.readiness()).isInstanceOf(Readiness.Ready.class);
        assertThat(view.objects())
                .extracting(line -> line.object() + " " + line.file())
                .containsExactly("ConfigMap/apps/settings apps/settings.yaml");
    }

    @Test
    void the_order_between_topics_does_not_matter() {
        life().forEach(this::apply);
        UnitView expected = unit();

        for (int seed = 0; seed < 200; seed++) {
            var shuffled = new ArrayList<>(life());
            Collections.shuffle(shuffled, new Random(seed));
            var other = new Projection(new Partitions(3));
            for (Fact fact : shuffled) {
                var _ =
                        other.apply(
                                new Position(
                                        fact.topic(),
                                        other.partitionOf(fact.envelope().resource()),
                                        0),
                                fact.envelope());
            }
            assertThat(other.unit(UNIT)).as("seed %d", seed).contains(expected);
        }
    }

    @Test
    void an_older_record_changes_nothing() {
        life().forEach(this::apply);
        UnitView before = unit();

        Optional<Change> change =
                apply(
                        fact(
                                Topic.OUTCOMES,
                                Slot.RENDER,
                                1,
                                9,
                                new RenderFailed("BuildFailed", "no", null, null, false)));

        assertThat(change).isEmpty();
        assertThat(unit()).isEqualTo(before);
    }

    @Test
    void each_step_is_told_once() {
        assertThat(life().stream().flatMap(one -> apply(one).stream()).map(Change::stage))
                .containsExactly(
                        Stage.DETECTED,
                        Stage.REQUESTED,
                        Stage.RENDERED,
                        Stage.APPLIED,
                        Stage.HEALTHY);
        assertThat(apply(fact(Topic.MANIFESTS, Slot.CONFIRMED, 3, 9, Facts.confirmed("x"))))
                .map(Change::stage)
                .contains(Stage.CONFIRMED);
    }

    @Test
    void a_confirmation_of_other_manifests_hides_the_objects() {
        life().forEach(this::apply);
        apply(fact(Topic.MANIFESTS, Slot.CONFIRMED, 3, 9, Facts.confirmed("sha256:a")));
        assertThat(unit().objects()).hasSize(1);

        apply(fact(Topic.MANIFESTS, Slot.CONFIRMED, 4, 9, Facts.confirmed("sha256:b")));

        assertThat(unit().objects()).isEmpty();
    }

    @Test
    void a_retired_unit_is_gone_and_its_tombstones_leave_nothing() {
        life().forEach(this::apply);

        apply(fact(Topic.REQUESTS, Slot.SELF, 3, 9, new UnitRetired()));
        assertThat(projection.unit(UNIT)).isEmpty();
        assertThat(projection.units()).isEmpty();

        apply(fact(Topic.MANIFESTS, Slot.SELF, 3, 9, new Tombstone()));
        for (Slot slot : List.of(Slot.RENDER, Slot.APPLY, Slot.HEALTH)) {
            apply(fact(Topic.OUTCOMES, slot, 3, 9, new Tombstone()));
        }
        assertThat(projection.resourcesIn(projection.partitionOf(UNIT))).doesNotContain(UNIT);

        apply(fact(Topic.REQUESTS, Slot.SELF, 4, 10, Facts.requested()));
        assertThat(unit().stage()).isEqualTo(Stage.REQUESTED);
    }

    @Test
    void what_was_lost_is_forgotten_and_read_again() {
        life().forEach(this::apply);
        UnitView before = unit();
        int partition = projection.partitionOf(UNIT);

        for (Topic topic : Topic.values()) {
            projection.forget(topic, partition);
            projection.forget(topic, projection.partitionOf(Facts.SOURCE));
        }
        assertThat(projection.unit(UNIT)).isEmpty();
        assertThat(projection.source(Facts.SOURCE)).isEmpty();
        assertThat(projection.hasPassed(new Position(Topic.OUTCOMES, partition, 0))).isFalse();

        life().forEach(this::apply);
        assertThat(unit()).isEqualTo(before);
    }

    @Test
    void it_knows_how_far_it_has_read() {
        int partition = projection.partitionOf(UNIT);
        apply(fact(Topic.REQUESTS, Slot.SELF, 2, 1, Facts.requested()));

        assertThat(projection.hasPassed(new Position(Topic.REQUESTS, partition, 0))).isTrue();
        assertThat(projection.hasPassed(new Position(Topic.REQUESTS, partition, 1))).isFalse();
    }

    @Test
    void drift_is_counted_and_closed_by_its_repair() {
        apply(
                fact(
                        Topic.DRIFT,
                        Slot.SELF,
                        2,
                        1,
                        new DriftDetected(
                                Facts.OBJECT,
                                DriftDetected.Kind.CHANGED,
                                List.of("/data/key"),
                                "kubectl-edit")));
        apply(
                fact(
                        Topic.DRIFT,
                        Slot.SELF,
                        2,
                        2,
                        new DriftCorrected(Facts.OBJECT, true, "applied", 40)));
        apply(fact(Topic.REQUESTS, Slot.SELF, 2, 0, Facts.requested()));

        Drift drift = unit().drift();
        assertThat(drift.detected()).isEqualTo(1);
        assertThat(drift.corrected()).isEqualTo(1);
        assertThat(drift.incidents())
                .singleElement()
                .satisfies(
                        incident -> {
                            assertThat(incident.corrected()).isEqualTo(START.plusSeconds(2));
                            assertThat(incident.by()).isEqualTo("kubectl-edit");
                        });
    }

    @Test
    void no_more_drift_is_kept_than_people_read() {
        Drift drift = Drift.NONE;
        for (int i = 0; i < 50; i++) {
            drift =
                    drift.after(
                            new DriftDetected(
                                    Facts.OBJECT, DriftDetected.Kind.DELETED, List.of(), "unknown"),
                            START.plusSeconds(i));
        }

        assertThat(drift.detected()).isEqualTo(50);
        assertThat(drift.incidents()).hasSize(Drift.MOST);
        assertThat(drift.incidents().getFirst().time()).isEqualTo(START.plusSeconds(49));
    }
}
