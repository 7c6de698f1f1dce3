package io.sluice.sourcewatcher.watch;

import static io.sluice.sourcewatcher.watch.World.SOURCE;
import static io.sluice.sourcewatcher.watch.World.app;
import static io.sluice.sourcewatcher.watch.World.artifact;
import static io.sluice.sourcewatcher.watch.World.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Cause;
import io.sluice.events.HealthReported;
import io.sluice.events.Reference;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderRequested;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Slot;
import io.sluice.events.SourceReference;
import io.sluice.events.UnitWaiting;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.watch.World.UnitBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitRequestsTest {

    private static final Duration MOMENT = Duration.ofMillis(100);

    /// A leader whose one unit has converged.
    private static World converged(UnitBuilder unit) {
        return World.leading(source(), unit.build()).finds("c1").converges(unit.name()).clear();
    }

    private static World converged() {
        return converged(UnitBuilder.of("web"));
    }

    @Test
    void a_new_commit_asks_for_its_units() {
        var world = converged().passes(World.INTERVAL.minus(MOMENT)).declare(source(1, "now"));
        world.finds("c2", "web/a.yaml");
        assertThat(world.told())
                .containsExactly(
                        "CommitDetected repository REQUESTED", "RenderRequested web NEW_REVISION");
        var context = world.last().context();
        assertThat(context.revision()).isEqualTo("main@sha1:c2");
        assertThat(context.commit()).isEqualTo("c2");
        assertThat(context.artifactDigest()).isEqualTo("sha256:c2");
        assertThat(context.uid()).isEqualTo("web-1");
        assertThat(context.source()).isEqualTo(new SourceReference(SOURCE, "s1"));
        assertThat(world.lastRequest().artifact()).isEqualTo(artifact("c2"));
        assertThat(world.lastRequest().full()).isFalse();
    }

    @Test
    void units_whose_files_changed_and_what_they_depend_on_come_first() {
        var world =
                World.leading(
                        source(),
                        app("a"),
                        app("z-base"),
                        UnitBuilder.of("web").dependsOn("z-base").build(),
                        UnitBuilder.of("b").dependsOn("web").build());
        world.finds("c1").clear().declare(source(1, "now")).finds("c2", "web/deployment.yaml");
        assertThat(world.told())
                .containsExactly(
                        "CommitDetected repository REQUESTED",
                        "RenderRequested z-base NEW_REVISION",
                        "RenderRequested web NEW_REVISION",
                        "RenderRequested a NEW_REVISION",
                        "RenderRequested b NEW_REVISION");
    }

    @Test
    void a_crowd_that_a_commit_does_not_touch_waits_for_the_units_that_it_does() {
        var world = crowd().clear().declare(source(1, "now")).finds("c2", "web/deployment.yaml");
        assertThat(world.told())
                .containsExactly(
                        "CommitDetected repository REQUESTED", "RenderRequested web NEW_REVISION");
        world.passes(MOMENT).rendered("web").declare(source(1, "now"));
        assertThat(world.told()).hasSize(2);
        world.answers("web", Slot.APPLY, World.applied());
        assertThat(world.told())
                .hasSize(2 + HeldBack.CROWD)
                .endsWith(
                        "RenderRequested unit-48 NEW_REVISION",
                        "RenderRequested unit-49 NEW_REVISION");
    }

    @Test
    void a_crowd_does_not_wait_for_a_unit_that_cannot_be_rendered() {
        var world = crowd().clear().declare(source(1, "now")).finds("c2", "web/deployment.yaml");
        world.answers("web", Slot.RENDER, new RenderFailed("BuildFailed", "no", null, null, false));
        assertThat(world.told()).hasSize(2 + HeldBack.CROWD);
    }

    @Test
    void a_crowd_waits_half_a_second_at_most_however_many_commits_there_are() {
        var world = crowd().clear().declare(source(1, "one")).finds("c2", "web/deployment.yaml");
        world.passes(HeldBack.LONGEST.minus(MOMENT))
                .declare(source(1, "two"))
                .finds("c3", "web/deployment.yaml")
                .clear()
                .passes(MOMENT);
        assertThat(world.told()).hasSize(HeldBack.CROWD);
        assertThat(world.lastRequest().artifact()).isEqualTo(artifact("c3"));
    }

    private static World crowd() {
        var declarations = new ArrayList<Object>(List.of(source(), app("web")));
        for (int number = 0; number < HeldBack.CROWD; number++) {
            declarations.add(app("unit-%02d".formatted(number)));
        }
        return World.leading(declarations.toArray()).finds("c1");
    }

    @Test
    void a_changed_spec_asks_at_once_and_a_changed_status_does_not() {
        var world = converged();
        world.declare(app("web"));
        assertThat(world.effects).isEmpty();
        world.declare(UnitBuilder.of("web").generation(2).build());
        assertThat(world.told()).containsExactly("RenderRequested web SPEC_CHANGED");
        assertThat(world.last().context().generation()).isEqualTo(2);
    }

    @Test
    void an_annotation_asks_at_once_and_travels_with_later_requests() {
        var world = converged().declare(UnitBuilder.of("web").requested("noon").build());
        assertThat(world.told()).containsExactly("RenderRequested web REQUESTED");
        world.converges("web").clear().passes(World.INTERVAL);
        assertThat(world.told()).containsExactly("RenderRequested web INTERVAL");
        assertThat(world.last().context().requestedAt()).isEqualTo("noon");
    }

    @Test
    void the_interval_counts_from_the_last_request() {
        var world = converged().passes(World.INTERVAL.minus(MOMENT));
        assertThat(world.told()).isEmpty();
        world.passes(MOMENT);
        assertThat(world.told()).containsExactly("RenderRequested web INTERVAL");
        world.converges("web").clear().passes(World.INTERVAL.minus(MOMENT));
        assertThat(world.told()).isEmpty();
    }

    @Test
    void a_suspended_unit_is_left_alone_and_asked_for_in_full_when_resumed() {
        var world =
                converged().declare(UnitBuilder.of("web").suspended(true).generation(2).build());
        world.passes(World.INTERVAL.multipliedBy(3)).declare(source(1, "x")).finds("c2");
        assertThat(world.told()).noneMatch(each -> each.contains("web"));
        world.clear().declare(UnitBuilder.of("web").generation(3).build());
        assertThat(world.told()).containsExactly("RenderRequested web RESUMED");
        assertThat(world.lastRequest().full()).isTrue();
    }

    @Test
    void a_failed_rendering_is_asked_for_again_at_the_retry_interval() {
        var world = World.leading(source(), app("web")).finds("c1");
        world.answers("web", Slot.RENDER, new RenderFailed("BuildFailed", "", null, null, false));
        world.clear().passes(World.RETRY.minus(MOMENT));
        assertThat(world.told()).isEmpty();
        world.passes(MOMENT);
        assertThat(world.told()).containsExactly("RenderRequested web RETRY");
    }

    @Test
    void failed_apply_and_failed_health_are_asked_for_again_at_the_retry_interval() {
        var failed = new ApplyFailed("digest", "ReconciliationFailed", "", List.of(), List.of());
        var world = World.leading(source(), app("web")).finds("c1").rendered("web");
        world.answers("web", Slot.APPLY, failed).passes(World.RETRY);
        assertThat(world.told()).endsWith("RenderRequested web RETRY");

        var sick =
                new HealthReported(
                        "digest", HealthReported.State.FAILED, null, null, List.of(), null);
        world.rendered("web").answers("web", Slot.APPLY, World.applied());
        world.answers("web", Slot.HEALTH, sick).clear().passes(World.RETRY);
        assertThat(world.told()).containsExactly("RenderRequested web RETRY");
    }

    @Test
    void a_blocked_unit_is_not_retried() {
        var blocked =
                new ApplyBlocked("digest", ApplyBlocked.Reason.DEPENDENCY_NOT_READY, "", List.of());
        var world = World.leading(source(), app("web")).finds("c1").rendered("web");
        world.answers("web", Slot.APPLY, blocked).clear().passes(World.RETRY.multipliedBy(5));
        assertThat(world.told()).isEmpty();
    }

    @Test
    void an_unanswered_request_is_repeated_in_full_with_growing_pauses() {
        var world = World.leading(source(), app("web")).finds("c1").clear();
        world.passes(Duration.ofSeconds(59));
        assertThat(world.told()).isEmpty();
        world.passes(Duration.ofSeconds(1));
        assertThat(world.told()).containsExactly("RenderRequested web UNANSWERED");
        assertThat(world.lastRequest().full()).isTrue();
        world.clear().passes(Duration.ofSeconds(119));
        assertThat(world.told()).isEmpty();
        world.passes(Duration.ofSeconds(1));
        assertThat(world.told()).containsExactly("RenderRequested web UNANSWERED");
    }

    @Test
    void a_missing_body_is_asked_for_at_once_and_then_with_pauses() {
        var missing = ApplyFailed.bodyMissing("digest");
        var world = World.leading(source(), app("web")).finds("c1").rendered("web");
        world.answers("web", Slot.APPLY, missing);
        assertThat(world.told()).endsWith("RenderRequested web BODY_MISSING");
        assertThat(world.lastRequest().full()).isTrue();
        world.rendered("web").answers("web", Slot.APPLY, missing).clear().passes(MOMENT);
        assertThat(world.told()).isEmpty();
        world.passes(Duration.ofSeconds(1));
        assertThat(world.told()).containsExactly("RenderRequested web BODY_MISSING");
    }

    @Test
    void a_collected_artifact_is_looked_for_before_its_unit_is_asked_for_again() {
        var world = World.leading(source(), app("web")).finds("c1");
        long checks = world.checks();
        world.answers("web", Slot.RENDER, new RenderDeferred("ArtifactGone", "", null, null));
        assertThat(world.checks()).isEqualTo(checks + 1);
        assertThat(world.check().thorough()).isTrue();
        assertThat(world.told()).endsWith("RenderRequested web LEADER_CHANGED");
        world.concludes(new CheckOutcome.Current(artifact("c1"), List.of(), false));
        assertThat(world.told()).endsWith("RenderRequested web ARTIFACT_GONE");
    }

    @Test
    void a_unit_waits_for_a_missing_and_for_an_empty_source_and_is_asked_for_when_it_has_one() {
        var world = World.leading(app("web"));
        assertThat(((UnitWaiting) world.last().event()).message())
                .isEqualTo(
                        "Source 'GitRepository/tenant/repository' not found;"
                                + " create it, or correct spec.sourceRef");
        world.declare(source());
        assertThat(world.told()).hasSize(1);
        world.passes(Duration.ofSeconds(3));
        var empty = (UnitWaiting) world.last().event();
        assertThat(empty.reason()).isEqualTo("ArtifactFailed");
        assertThat(empty.message()).isEqualTo("Source is not ready, artifact not found");
        world.answers("web", Slot.RENDER, new RenderWaiting("", "", false));
        int told = world.told().size();
        world.passes(Duration.ofMinutes(30));
        assertThat(world.told()).hasSize(told);
        world.finds("c1");
        assertThat(world.told()).endsWith("RenderRequested web NEW_REVISION");
    }

    @Test
    void a_resumed_unit_that_has_to_wait_is_asked_for_in_full_afterwards() {
        var world = World.leading(UnitBuilder.of("web").suspended(true).build());
        world.declare(UnitBuilder.of("web").generation(2).build());
        assertThat(world.told()).containsExactly("UnitWaiting web RESUMED");
        world.declare(source()).finds("c1");
        assertThat(world.lastRequest().full()).isTrue();
    }

    @Test
    void a_waiting_unit_is_told_again_when_its_generation_or_annotation_changes() {
        var world = World.leading(app("web")).clear();
        world.declare(UnitBuilder.of("web").requested("now").build());
        world.declare(UnitBuilder.of("web").requested("now").generation(2).build());
        assertThat(world.told())
                .containsExactly("UnitWaiting web REQUESTED", "UnitWaiting web SPEC_CHANGED");
    }

    @Test
    void references_are_read_before_the_request_and_travel_in_it() {
        var name = new ReferenceName("ConfigMap", "tenant", "variables");
        var world = World.leading(source(), UnitBuilder.of("web").references(name).build());
        world.finds("c1");
        assertThat(world.told()).noneMatch(each -> each.contains("web"));
        var read = (Effect.ReadReferences) world.effects.getLast();
        assertThat(read.names()).containsExactly(name);
        var reference = new Reference("ConfigMap", "tenant", "variables", "u", "7");
        world.take(new Input.ReferencesRead(read.unit(), read.ticket(), List.of(reference)));
        assertThat(world.lastRequest().references()).containsExactly(reference);
    }

    @Test
    void references_that_were_read_for_an_older_spec_are_read_again() {
        var older = UnitBuilder.of("web").references(new ReferenceName("Secret", "tenant", "old"));
        var newer = older.references(new ReferenceName("Secret", "tenant", "new")).generation(2);
        var world = World.leading(source(), older.build()).finds("c1");
        var read = (Effect.ReadReferences) world.effects.getLast();
        world.declare(newer.build());
        world.take(new Input.ReferencesRead(read.unit(), read.ticket(), List.of()));
        assertThat(world.told()).noneMatch(each -> each.contains("web"));
        var again = (Effect.ReadReferences) world.effects.getLast();
        assertThat(again.names()).containsExactly(new ReferenceName("Secret", "tenant", "new"));
    }

    @Test
    void a_watched_reference_that_changes_asks_for_its_units_at_once() {
        var name = new ReferenceName("ConfigMap", "tenant", "variables");
        var world = new World(false).declare(source()).declare(app("other"));
        world.declare(UnitBuilder.of("web").references(name).build());
        world.take(new Input.ReferenceSeen(name, "7")).take(new Input.Synced()).finds("c1");
        world.readsReferences().clear();
        world.take(new Input.ReferenceSeen(name, "7"));
        assertThat(world.effects).isEmpty();

        world.take(new Input.ReferenceSeen(name, "8")).readsReferences();

        assertThat(world.told()).containsExactly("RenderRequested web REFERENCE_CHANGED");
        assertThat(world.lastRequest().full()).isFalse();
    }

    @Test
    void a_reference_that_changes_while_it_is_read_is_read_again() {
        var name = new ReferenceName("Secret", "tenant", "token");
        var world = World.leading(source(), UnitBuilder.of("web").references(name).build());
        world.finds("c1");
        var early = (Effect.ReadReferences) world.effects.getLast();
        world.take(new Input.ReferenceSeen(name, "8"));
        world.take(new Input.ReferencesRead(early.unit(), early.ticket(), List.of()));
        assertThat(world.told()).noneMatch(each -> each.contains("web"));
        world.readsReferences();
        assertThat(world.told()).last().isEqualTo("RenderRequested web REFERENCE_CHANGED");
    }

    @Test
    void a_suspended_unit_is_not_asked_for_when_its_reference_changes() {
        var name = new ReferenceName("ConfigMap", "tenant", "variables");
        var unit = UnitBuilder.of("web").references(name).suspended(true).build();
        var world = World.leading(source(), unit).finds("c1").clear();
        world.take(new Input.ReferenceSeen(name, "8"));
        assertThat(world.effects).isEmpty();
    }

    @Test
    void a_unit_that_is_gone_is_retired() {
        var world = converged().take(new Input.UnitGone(World.unit("web")));
        assertThat(world.told()).containsExactly("UnitRetired web SPEC_CHANGED");
        assertThat(world.last().context().uid()).isEqualTo("web-1");
    }

    @Test
    void another_unit_of_the_same_name_retires_the_first_and_is_asked_for_in_full() {
        var world = converged().declare(UnitBuilder.of("web").uid("web-2").build());
        assertThat(world.told())
                .containsExactly(
                        "UnitRetired web SPEC_CHANGED", "RenderRequested web SPEC_CHANGED");
        assertThat(world.published().getFirst().context().uid()).isEqualTo("web-1");
        assertThat(world.last().context().uid()).isEqualTo("web-2");
        assertThat(world.lastRequest().full()).isTrue();
    }

    @Test
    void an_undelivered_request_is_made_again() {
        var world = World.leading(source(), app("web")).finds("c1");
        var request = world.last().context().request();
        world.clear().take(new Input.Undelivered(World.unit("web"), request));
        assertThat(world.last().event()).isInstanceOf(RenderRequested.class);
        assertThat(world.last().context().cause()).isEqualTo(Cause.UNANSWERED);
    }
}
