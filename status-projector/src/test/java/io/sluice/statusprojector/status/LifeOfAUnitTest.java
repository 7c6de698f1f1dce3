package io.sluice.statusprojector.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.Snapshot;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Slot;
import io.sluice.events.UnitRetired;
import io.sluice.events.UnitWaiting;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifeOfAUnitTest {
    private static final String OTHER = "main@sha1:1111111111111111111111111111111111111111";
    private static final Duration QUEUED = Duration.ofSeconds(2);
    private static final Duration WORKING = Duration.ofMillis(300);

    private final UnitStory story = new UnitStory();

    private static Context context(long generation, long sequence, @Nullable String requestedAt) {
        return Facts.context(UnitStory.UID, generation, sequence, requestedAt);
    }

    private static Context context(long sequence, String revision, Cause cause) {
        return Facts.context(UnitStory.UID, 1, sequence, null, revision, cause);
    }

    private UnitStory applied(Context context, String digest) {
        return story.requested(context)
                .rendered(context, digest)
                .outcome(Slot.APPLY, context, Facts.applied(digest));
    }

    private UnitStory ready(Context context, String digest) {
        return applied(context, digest)
                .outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health(digest, State.NOT_AWAITED, null, context.revision()));
    }

    @Test
    void nothing_is_said_of_a_unit_that_the_log_does_not_know() {
        story.showsNothing();
    }

    @Test
    void a_new_unit_is_requested_rendered_applied_and_ready() {
        Context context = context(1, 1, "2026-11-01T10:00:00Z");

        story.requested(context).after(QUEUED).shows("created-requested");
        story.rendered(context, "sha256:a").after(QUEUED).shows("created-rendered");
        story.outcome(Slot.APPLY, context, Facts.applied("sha256:a"))
                .after(QUEUED)
                .shows("created-applied");
        story.outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health("sha256:a", State.NOT_AWAITED, null, Facts.REVISION))
                .atOnce()
                .shows("created-ready");
    }

    @Test
    void a_unit_whose_health_is_awaited_says_so_and_then_that_it_passed() {
        Context context = context(1, 1, null);

        applied(context, "sha256:a")
                .outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health("sha256:a", State.WAITING, "waiting for: [..]", null))
                .after(WORKING)
                .shows("health-waiting");
        story.outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health(
                                "sha256:a",
                                State.HEALTHY,
                                "Health check passed in 2.1s",
                                Facts.REVISION))
                .atOnce()
                .shows("health-passed");
    }

    @Test
    void a_failed_health_check_names_what_it_waited_for() {
        Context context = context(1, 1, null);

        applied(context, "sha256:a")
                .outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health(
                                "sha256:a",
                                State.FAILED,
                                "health check failed after 5m0s: timeout waiting for:"
                                        + " [Deployment/apps/web status: 'InProgress']",
                                null))
                .atOnce()
                .shows("health-failed");
    }

    @Test
    void a_unit_without_artifact_waits_with_retry() {
        Context context = context(1, 1, null);
        String message = "Source is not ready, artifact not found";

        story.fact(
                        Topic.REQUESTS,
                        Slot.SELF,
                        context,
                        new UnitWaiting("ArtifactFailed", message, false))
                .outcome(Slot.RENDER, context, new RenderWaiting("ArtifactFailed", message, false))
                .after(WORKING)
                .shows("waiting-for-artifact");
    }

    @Test
    void a_forbidden_source_stalls() {
        Context context = context(1, 1, null);

        story.outcome(
                        Slot.RENDER,
                        context,
                        new RenderWaiting(
                                "AccessDenied",
                                "can't access 'GitRepository/other/web', cross-namespace"
                                        + " references have been blocked",
                                true))
                .shows("access-denied");
    }

    @Test
    void a_failed_build_keeps_what_was_applied_before_and_is_retried() {
        ready(context(1, OTHER, Cause.NEW_REVISION), "sha256:a").shows("ready-before");
        Context context = context(2, Facts.REVISION, Cause.NEW_REVISION);

        story.requested(context)
                .outcome(
                        Slot.RENDER,
                        context,
                        new RenderFailed(
                                "BuildFailed",
                                "mapping values are not allowed here",
                                "apps/web.yaml",
                                12,
                                false))
                .atOnce()
                .shows("build-failed");
        assertThat(story.status().lastAppliedRevision()).isEqualTo(OTHER);
        assertThat(story.status().lastAttemptedRevision()).isEqualTo(Facts.REVISION);

        Context again = context(3, Facts.REVISION, Cause.RETRY);
        story.requested(again).showsNothing();
    }

    @Test
    void a_build_that_only_a_change_can_mend_stalls() {
        Context context = context(1, 1, null);

        story.requested(context)
                .outcome(
                        Slot.RENDER,
                        context,
                        new RenderFailed(
                                "InvalidCELExpression", "undeclared reference", null, null, true))
                .shows("build-stalled");
    }

    @Test
    void a_refused_object_fails_the_unit_and_is_part_of_its_history() {
        Context context = context(1, 1, null);

        story.requested(context)
                .rendered(context, "sha256:a")
                .outcome(Slot.APPLY, context, Facts.applyFailed("sha256:a"))
                .atOnce()
                .shows("apply-failed");
    }

    private static ApplyFailed failed(String reason, String message) {
        return new ApplyFailed("sha256:a", reason, message, List.of(), List.of());
    }

    private UnitStory failing(Context context, Event outcome) {
        return story.requested(context)
                .rendered(context, "sha256:a")
                .outcome(Slot.APPLY, context, outcome);
    }

    @Test
    void a_prune_that_is_refused_fails_the_unit() {
        failing(
                        context(1, 1, null),
                        failed("PruneFailed", "Secret/apps/old could not be deleted: forbidden"))
                .atOnce()
                .shows("prune-failed");
    }

    @Test
    void a_deletion_that_is_held_back_says_so() {
        failing(
                        context(1, 1, null),
                        new ApplyBlocked(
                                "sha256:a",
                                ApplyBlocked.Reason.DELETE_GUARD,
                                "12 of 13 objects would be deleted; nothing was",
                                List.of()))
                .shows("delete-guard");
    }

    @Test
    void a_cycle_of_dependencies_is_named() {
        failing(
                        context(1, 1, null),
                        new ApplyBlocked(
                                "sha256:a",
                                ApplyBlocked.Reason.CYCLE,
                                "dependency cycle: apps/web -> apps/infra -> apps/web",
                                List.of(Facts.unit("web"), Facts.unit("infra"))))
                .shows("cycle");
    }

    @Test
    void an_expression_that_does_not_compile_stalls_the_unit() {
        failing(
                        context(1, 1, null),
                        failed(
                                "InvalidCELExpression",
                                "spec.dependsOn[0].readyExpr: undeclared reference to 'depp'"))
                .atOnce()
                .shows("cel-stalled");
    }

    @Test
    void a_health_check_that_a_newer_revision_ended_says_so() {
        Context context = context(1, 1, null);
        applied(context, "sha256:a")
                .outcome(
                        Slot.HEALTH,
                        context,
                        new HealthReported(
                                "sha256:a",
                                State.FAILED,
                                "HealthCheckCanceled",
                                "New reconciliation triggered",
                                List.of(),
                                null))
                .atOnce()
                .shows("health-canceled");
    }

    @Test
    void manifests_that_are_asked_for_again_are_not_shown_as_a_failure_at_once() {
        failing(context(1, 1, null), ApplyFailed.bodyMissing("sha256:a"))
                .after(WORKING)
                .shows("body-missing");
    }

    @Test
    void a_failed_unit_is_ready_again_after_the_next_commit() {
        failing(context(1, OTHER, Cause.NEW_REVISION), Facts.applyFailed("sha256:a"))
                .shows("failed-before");

        ready(context(2, Facts.REVISION, Cause.NEW_REVISION), "sha256:b").atOnce().shows("mended");
        assertThat(story.status().history()).hasSize(2);
    }

    @Test
    void the_history_keeps_the_five_newest_contents() {
        for (int i = 1; i <= 7; i++) {
            String revision = "main@sha1:%040d".formatted(i);
            ready(context(i, revision, Cause.NEW_REVISION), "sha256:" + i).written();
        }
        assertThat(story.status().history())
                .extracting(Snapshot::digest)
                .containsExactly("sha256:7", "sha256:6", "sha256:5", "sha256:4", "sha256:3");
    }

    @Test
    void a_unit_that_waits_for_another_says_for_which() {
        Context context = context(1, 1, null);

        story.requested(context)
                .rendered(context, "sha256:a")
                .outcome(Slot.APPLY, context, Facts.blocked("sha256:a"))
                .after(WORKING)
                .shows("blocked");
        assertThat(story.status().lastAttemptedRevision()).isNull();
    }

    @Test
    void a_deferred_answer_leaves_the_status_as_it_is() {
        Context first = context(1, OTHER, Cause.NEW_REVISION);
        ready(first, "sha256:a").shows("ready-before");
        Context context = context(2, OTHER, Cause.INTERVAL);

        story.requested(context)
                .outcome(
                        Slot.RENDER,
                        context,
                        new RenderDeferred(
                                "ArtifactGone",
                                "the artifact is gone",
                                Facts.rendered("sha256:a"),
                                first))
                .showsNothing();
    }

    @Test
    void a_new_revision_that_changes_nothing_is_one_write() {
        ready(context(1, OTHER, Cause.NEW_REVISION), "sha256:a").shows("ready-before");
        Context context = context(2, Facts.REVISION, Cause.NEW_REVISION);

        story.requested(context)
                .after(QUEUED)
                .rendered(context, "sha256:a")
                .outcome(Slot.APPLY, context, Facts.applied("sha256:a"))
                .after(WORKING)
                .outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health("sha256:a", State.NOT_AWAITED, null, Facts.REVISION))
                .atOnce()
                .shows("ready-again");
        assertThat(story.status().history()).hasSize(1);
        assertThat(story.status().history().getFirst().totalReconciliations()).isEqualTo(2);
    }

    @Test
    void an_outcome_is_shown_although_the_next_request_is_under_way() {
        Context first = context(1, OTHER, Cause.NEW_REVISION);
        Context next = context(2, Facts.REVISION, Cause.NEW_REVISION);
        applied(first, "sha256:a");

        story.requested(next)
                .outcome(
                        Slot.HEALTH,
                        first,
                        Facts.health("sha256:a", State.NOT_AWAITED, null, OTHER))
                .atOnce()
                .showsThenMore("ready-behind");

        story.after(QUEUED).shows("next-under-way");
    }

    @Test
    void repeating_what_is_done_already_is_no_write() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");

        Context context = context(2, Facts.REVISION, Cause.INTERVAL);
        story.requested(context).showsNothing();
        story.rendered(context, "sha256:a").showsNothing();
        story.outcome(Slot.APPLY, context, Facts.applied("sha256:a"))
                .outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health("sha256:a", State.NOT_AWAITED, null, Facts.REVISION))
                .showsNothing();
    }

    @Test
    void an_asked_for_reconciliation_is_acknowledged_also_when_nothing_changed() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");

        Context context = context(1, 2, "2026-11-01T11:00:00Z");
        ready(context, "sha256:a").atOnce().shows("handled");
        assertThat(story.status().lastHandledReconcileAt()).isEqualTo("2026-11-01T11:00:00Z");
    }

    @Test
    void whoever_asks_for_a_reconciliation_sees_sooner_that_it_is_under_way() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");

        story.requested(context(2, Facts.REVISION, Cause.REQUESTED)).after(UnitStory.PACE.asked());
    }

    @Test
    void a_changed_spec_is_under_way_until_a_request_of_it_is_closed() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");

        story.specChanges().after(QUEUED).shows("spec-changed");
        assertThat(story.status().observedGeneration()).isEqualTo(1);
        ready(context(2, 2, null), "sha256:b").shows("spec-applied");
        assertThat(story.status().observedGeneration()).isEqualTo(2);
        assertThat(story.status().history()).hasSize(2);
    }

    @Test
    void a_suspended_unit_is_left_alone_and_comes_back_when_resumed() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");
        story.suspended(true).showsNothing();
        story.outcome(
                        Slot.APPLY,
                        context(1, 2, null),
                        new ApplySkipped(ApplySkipped.Reason.SUSPENDED, "suspended"))
                .showsNothing();

        story.suspended(false);
        Context resumed = Facts.context(UnitStory.UID, 3, 3, null, Facts.REVISION, Cause.RESUMED);
        ready(resumed, "sha256:a").atOnce().shows("resumed");
    }

    @Test
    void a_unit_that_is_being_deleted_or_is_gone_is_left_alone() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");
        story.deleting().showsNothing();

        UnitStory other = new UnitStory();
        other.requested(context(1, 1, null))
                .fact(Topic.REQUESTS, Slot.SELF, context(1, 2, null), new UnitRetired())
                .showsNothing();
    }

    @Test
    void facts_of_another_resource_of_the_same_name_do_not_count() {
        Context stranger = Facts.context("other-uid", 1, 1, null);

        ready(stranger, "sha256:a").showsNothing();
    }

    @Test
    void a_resource_that_was_read_too_early_is_waited_for() {
        ready(context(2, 1, null), "sha256:a").showsNothing();
    }

    @Test
    void a_log_that_was_lost_and_filled_again_changes_nothing() {
        ready(context(1, Facts.REVISION, Cause.NEW_REVISION), "sha256:a").shows("ready-once");
        UnitStory later = new UnitStory().holds(story.status());
        Context context = context(7, Facts.REVISION, Cause.LOG_LOST);

        later.requested(context).showsNothing();
        later.rendered(context, "sha256:a").showsNothing();
        later.outcome(Slot.APPLY, context, Facts.applied("sha256:a"))
                .outcome(
                        Slot.HEALTH,
                        context,
                        Facts.health("sha256:a", State.NOT_AWAITED, null, Facts.REVISION))
                .showsNothing();
    }

    @Test
    void taking_over_keeps_what_flux_applied_and_when_it_became_ready() {
        Instant before = Instant.parse("2026-01-01T00:00:00Z");
        story.holds(
                new KustomizationStatus(
                        List.of(
                                Condition.of(
                                        "Ready",
                                        Condition.Status.True,
                                        1,
                                        before,
                                        "ReconciliationSucceeded",
                                        "Applied revision: " + OTHER),
                                Condition.of(
                                        "Stalled", Condition.Status.True, 1, before, "Odd", "")),
                        List.of(),
                        null,
                        null,
                        OTHER,
                        OTHER,
                        "2026-01-01T00:00:00Z",
                        1));
        Context context = context(1, Facts.REVISION, Cause.LEADER_CHANGED);

        ready(context, "sha256:a").shows("taken-over");
        assertThat(story.status().conditions())
                .extracting(Condition::lastTransitionTime)
                .containsExactly(before);
    }
}
