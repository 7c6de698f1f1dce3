package io.sluice.statusprojector.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Condition;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceFailed;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.Facts;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import io.sluice.statusprojector.status.Live;
import io.sluice.statusprojector.status.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final ResourceKey UNIT = Facts.unit("web");
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final Projection projection = new Projection(new Partitions(1));
    private Instant time = START;
    private UnitPast past = UnitPast.UNKNOWN;
    private KustomizationStatus status = ready(Condition.Status.True);
    private long offset;

    private static KustomizationStatus ready(Condition.Status ready) {
        return new KustomizationStatus(
                List.of(Condition.of("Ready", ready, 1, START, "Any", "")),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                1);
    }

    private static Context context(long sequence, Cause cause) {
        return Facts.context("uid", 1, sequence, null, Facts.REVISION, cause);
    }

    private List<Notice> happens(
            Topic topic, ResourceKey key, Slot slot, Context context, Event event) {
        time = time.plusSeconds(2);
        var record = Facts.envelope("cluster", key.slot(slot), context, time, event);
        var _ = projection.apply(new Position(topic, 0, offset++), record);
        var live =
                new Live<KustomizationSpec, KustomizationStatus>(
                        UNIT, "uid", 1, "7", false, false, Map.of(), START, Specs.unit(), status);
        UnitPast before = past;
        past = before.after(record);
        return Notices.of(record, projection.unit(key), Optional.of(live), before);
    }

    private List<Notice> outcome(Slot slot, Context context, Event event) {
        return happens(Topic.OUTCOMES, UNIT, slot, context, event);
    }

    private List<Notice> source(Context context, Event event) {
        Slot slot = event instanceof CommitDetected ? Slot.SELF : Slot.CHECK;
        return happens(Topic.COMMITS, Facts.SOURCE, slot, context, event);
    }

    private void requested(Context context) {
        assertThat(happens(Topic.REQUESTS, UNIT, Slot.SELF, context, Facts.requested())).isEmpty();
    }

    private List<Notice> healthy(Context context, @Nullable String message) {
        State state = message == null ? State.NOT_AWAITED : State.HEALTHY;
        return outcome(
                Slot.HEALTH, context, Facts.health(Facts.DIGEST, state, message, Facts.REVISION));
    }

    private static List<String> told(List<Notice> notices) {
        return notices.stream()
                .map(one -> one.level().word() + " " + one.reason() + " " + one.message())
                .toList();
    }

    private static Applied unchanged() {
        return new Applied(
                Facts.DIGEST,
                List.of(new ObjectChange(Facts.OBJECT, ObjectChange.Action.UNCHANGED)),
                1);
    }

    @Test
    void a_reconciliation_tells_what_changed_that_it_is_healthy_and_when_the_next_one_is() {
        Context context = context(1, Cause.NEW_REVISION);
        requested(context);
        var changes =
                List.of(
                        new ObjectChange(
                                new ObjectId("v1", "Service", "apps", "web"),
                                ObjectChange.Action.CREATED),
                        new ObjectChange(Facts.OBJECT, ObjectChange.Action.CONFIGURED),
                        new ObjectChange(
                                new ObjectId("v1", "Secret", "apps", "old"),
                                ObjectChange.Action.DELETED),
                        new ObjectChange(
                                new ObjectId("v1", "Namespace", "", "apps"),
                                ObjectChange.Action.UNCHANGED));

        List<Notice> applied = outcome(Slot.APPLY, context, new Applied(Facts.DIGEST, changes, 12));
        List<Notice> healthy = healthy(context, "Health check passed in 2.1s");

        assertThat(told(applied))
                .containsExactly(
                        """
                        Normal Progressing Service/apps/web created
                        ConfigMap/apps/settings configured
                        Secret/apps/old deleted""");
        assertThat(told(healthy))
                .containsExactly(
                        "Normal Progressing Health check passed in 2.1s",
                        "Normal ReconciliationSucceeded Reconciliation finished in 4s, next run in"
                                + " 10m0s");
        assertThat(healthy.getLast().metadata())
                .containsEntry("kustomize.toolkit.fluxcd.io/revision", Facts.REVISION)
                .containsEntry("kustomize.toolkit.fluxcd.io/commit_status", "update");
        assertThat(applied.getFirst().metadata())
                .doesNotContainKey("kustomize.toolkit.fluxcd.io/commit_status");
    }

    @Test
    void a_revision_that_changes_nothing_in_a_ready_unit_is_not_told() {
        Context context = context(1, Cause.NEW_REVISION);
        requested(context);

        assertThat(outcome(Slot.APPLY, context, unchanged())).isEmpty();
        assertThat(healthy(context, null)).isEmpty();
    }

    @Test
    void a_revision_that_makes_a_unit_ready_again_is_told_also_when_the_status_says_so_already() {
        status = ready(Condition.Status.False);
        Context context = context(1, Cause.NEW_REVISION);
        assertThat(healthy(context, null)).hasSize(1);

        status =
                new KustomizationStatus(
                        List.of(
                                Condition.of(
                                        "Ready",
                                        Condition.Status.True,
                                        1,
                                        time.plusSeconds(2),
                                        "Any",
                                        "")),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        1);
        assertThat(healthy(context(2, Cause.NEW_REVISION), null)).hasSize(1);
    }

    @Test
    void a_unit_that_was_only_under_way_did_not_recover() {
        status = ready(Condition.Status.Unknown);

        assertThat(healthy(context(1, Cause.NEW_REVISION), null)).isEmpty();
    }

    @Test
    void a_unit_whose_failure_was_never_shown_recovers() {
        var failed = new RenderFailed("BuildFailed", "mapping values", null, null, false);
        assertThat(outcome(Slot.RENDER, context(1, Cause.NEW_REVISION), failed)).hasSize(1);

        assertThat(healthy(context(2, Cause.NEW_REVISION), null)).hasSize(1);
        assertThat(healthy(context(3, Cause.NEW_REVISION), null)).isEmpty();
    }

    @Test
    void what_somebody_asked_for_is_told_also_when_nothing_changed() {
        Context context = context(1, Cause.REQUESTED);
        requested(context);

        assertThat(outcome(Slot.APPLY, context, unchanged())).isEmpty();
        assertThat(told(healthy(context, null)))
                .containsExactly(
                        "Normal ReconciliationSucceeded Reconciliation finished in 4s, next run in"
                                + " 10m0s");
    }

    @Test
    void what_the_interval_repeats_is_not_told() {
        assertThat(healthy(context(1, Cause.INTERVAL), null)).isEmpty();
    }

    @Test
    void a_failure_that_is_tried_again_is_the_same_notice() {
        var failed = new RenderFailed("BuildFailed", "mapping values", "apps/web.yaml", 12, false);
        List<Notice> first = outcome(Slot.RENDER, context(1, Cause.NEW_REVISION), failed);
        List<Notice> again = outcome(Slot.RENDER, context(2, Cause.RETRY), failed);

        assertThat(told(first))
                .containsExactly("Warning BuildFailed apps/web.yaml:12: mapping values");
        assertThat(again.getFirst().identity()).isEqualTo(first.getFirst().identity());
    }

    @Test
    void another_failure_is_another_notice() {
        List<Notice> first =
                outcome(
                        Slot.APPLY,
                        context(1, Cause.NEW_REVISION),
                        new ApplyFailed("d", "PruneFailed", "one", List.of(), List.of()));
        List<Notice> other =
                outcome(
                        Slot.APPLY,
                        context(2, Cause.RETRY),
                        new ApplyFailed("d", "PruneFailed", "other", List.of(), List.of()));

        assertThat(other.getFirst().identity()).isNotEqualTo(first.getFirst().identity());
    }

    @Test
    void a_failed_apply_tells_what_it_changed_before() {
        var failed =
                new ApplyFailed(
                        "d",
                        "ReconciliationFailed",
                        "Service/apps/web is invalid",
                        List.of(new ObjectChange(Facts.OBJECT, ObjectChange.Action.CREATED)),
                        List.of());

        assertThat(told(outcome(Slot.APPLY, context(1, Cause.NEW_REVISION), failed)))
                .containsExactly(
                        "Warning ReconciliationFailed Service/apps/web is invalid\n"
                                + "ConfigMap/apps/settings created");
    }

    @Test
    void health_that_fails_again_with_the_same_culprits_is_the_same_notice() {
        List<Notice> first = unhealthy(1, "health check failed after 5.0s: [..]");
        List<Notice> again = unhealthy(2, "health check failed after 5.1s: [..]");

        assertThat(told(first))
                .containsExactly("Warning HealthCheckFailed health check failed after 5.0s: [..]");
        assertThat(again.getFirst().identity()).isEqualTo(first.getFirst().identity());
    }

    private List<Notice> unhealthy(long sequence, String message) {
        var culprit = new ObjectFailure(Facts.OBJECT, null, "it is not there yet");
        return outcome(
                Slot.HEALTH,
                context(sequence, Cause.RETRY),
                new HealthReported(
                        Facts.DIGEST, State.FAILED, null, message, List.of(culprit), null));
    }

    @Test
    void waiting_for_another_unit_is_told_once_and_is_no_warning() {
        assertThat(
                        told(
                                outcome(
                                        Slot.APPLY,
                                        context(1, Cause.NEW_REVISION),
                                        Facts.blocked(Facts.DIGEST))))
                .containsExactly("Normal DependencyNotReady dependency 'apps/infra' is not ready");
    }

    @Test
    void only_a_source_that_cannot_be_had_is_a_warning() {
        Context context = context(1, Cause.SPEC_CHANGED);

        assertThat(
                        outcome(
                                Slot.RENDER,
                                context,
                                new RenderWaiting("ArtifactFailed", "not there yet", false)))
                .isEmpty();
        assertThat(
                        told(
                                outcome(
                                        Slot.RENDER,
                                        context,
                                        new RenderWaiting("AccessDenied", "blocked", true))))
                .containsExactly("Warning AccessDenied blocked");
    }

    @Test
    void a_repaired_drift_names_who_made_it() {
        Context context = context(1, Cause.NEW_REVISION);
        requested(context);
        var found =
                new DriftDetected(
                        Facts.OBJECT, DriftDetected.Kind.CHANGED, List.of("/data/a"), "kubectl");
        assertThat(happens(Topic.DRIFT, UNIT, Slot.SELF, context, found)).isEmpty();

        assertThat(
                        told(
                                happens(
                                        Topic.DRIFT,
                                        UNIT,
                                        Slot.SELF,
                                        context,
                                        new DriftCorrected(Facts.OBJECT, true, "corrected", 4))))
                .containsExactly(
                        "Normal DriftCorrected ConfigMap/apps/settings drifted (/data/a by"
                                + " kubectl): corrected");
    }

    @Test
    void a_new_artifact_is_told_by_the_title_of_its_commit_once() {
        List<Notice> first = source(context(1, Cause.INTERVAL), Facts.detected(Facts.REVISION));
        List<Notice> again =
                source(context(9, Cause.LEADER_CHANGED), Facts.detected(Facts.REVISION));

        assertThat(told(first))
                .containsExactly(
                        "Normal NewArtifact stored artifact for commit 'Change the settings'");
        assertThat(first.getFirst().metadata())
                .containsEntry("source.toolkit.fluxcd.io/revision", Facts.REVISION)
                .containsEntry("source.toolkit.fluxcd.io/digest", "sha256:bbbb");
        assertThat(again.getFirst().identity()).isEqualTo(first.getFirst().identity());
        assertThat(source(context(10, Cause.LOG_LOST), Facts.detected(Facts.REVISION))).isEmpty();
    }

    @Test
    void a_source_that_fails_and_recovers_is_told() {
        var failed =
                new SourceFailed("GitOperationFailed", "no such host", "FetchFailed", false, null);
        var checked = new SourceChecked(Facts.artifact(Facts.REVISION), "nothing new");

        assertThat(told(source(context(1, Cause.INTERVAL), failed)))
                .containsExactly("Warning GitOperationFailed no such host");
        assertThat(told(source(context(2, Cause.RETRY), checked)))
                .containsExactly(
                        "Normal Succeeded stored artifact for revision '" + Facts.REVISION + "'");
    }

    @Test
    void somebody_who_asks_a_source_is_told_that_there_is_nothing_new() {
        var checked = new SourceChecked(Facts.artifact(Facts.REVISION), "nothing new");

        assertThat(told(source(context(2, Cause.REQUESTED), checked)))
                .containsExactly(
                        "Normal ArtifactUpToDate artifact up-to-date with remote revision: '"
                                + Facts.REVISION
                                + "'");
    }
}
