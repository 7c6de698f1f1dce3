package io.sluice.sourcewatcher.watch;

import static io.sluice.sourcewatcher.watch.World.SOURCE;
import static io.sluice.sourcewatcher.watch.World.artifact;
import static io.sluice.sourcewatcher.watch.World.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.SourceFailed;
import io.sluice.events.Tombstone;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.watch.World.SourceBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAnnouncementsTest {

    private static final CheckOutcome.Current NOTHING_NEW =
            new CheckOutcome.Current(artifact("c1"), List.of(), false);
    private static final CheckOutcome.Failed UNREACHABLE =
            new CheckOutcome.Failed("GitOperationFailed", "no answer", "FetchFailed", false);

    @Test
    void a_check_that_finds_nothing_new_is_told_only_if_somebody_asked() {
        var world = World.leading(source()).finds("c1").clear();
        world.passes(World.INTERVAL).concludes(NOTHING_NEW);
        assertThat(world.told()).isEmpty();
        world.declare(source(1, "now")).concludes(NOTHING_NEW);
        world.declare(source(2, "now")).concludes(NOTHING_NEW);
        assertThat(world.told())
                .containsExactly(
                        "SourceChecked repository REQUESTED",
                        "SourceChecked repository SPEC_CHANGED");
        assertThat(world.last().context().generation()).isEqualTo(2);
        assertThat(world.last().context().requestedAt()).isEqualTo("now");
        assertThat(world.last().context().revision()).isEqualTo("main@sha1:c1");
        assertThat(world.last().key().toString()).isEqualTo(SOURCE + "#check");
    }

    @Test
    void a_failure_is_told_once_and_its_end_is_told() {
        var world = World.leading(source()).finds("c1").clear();
        world.passes(World.INTERVAL).concludes(UNREACHABLE);
        assertThat(world.told()).containsExactly("SourceFailed repository INTERVAL");
        assertThat(((SourceFailed) world.last().event()).artifact()).isEqualTo(artifact("c1"));
        world.passes(Duration.ofSeconds(1)).concludes(UNREACHABLE);
        assertThat(world.told()).hasSize(1);
        world.passes(Duration.ofSeconds(2)).concludes(NOTHING_NEW);
        assertThat(world.told()).endsWith("SourceChecked repository RETRY");
    }

    @Test
    void failures_are_retried_with_growing_pauses() {
        var world = World.leading(source()).concludes(UNREACHABLE);
        for (int seconds : new int[] {1, 2, 4, 8}) {
            long checks = world.checks();
            world.passes(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(world.checks()).isEqualTo(checks);
            world.passes(Duration.ofMillis(1)).concludes(UNREACHABLE);
            assertThat(world.checks()).isEqualTo(checks + 1);
        }
    }

    @Test
    void a_stalled_failure_is_not_retried_until_somebody_changes_something() {
        var world = World.leading(source());
        world.concludes(new CheckOutcome.Failed("URLInvalid", "", "FetchFailed", true)).clear();
        world.passes(Duration.ofDays(1));
        assertThat(world.effects).isEmpty();
        world.declare(source(2, null));
        assertThat(world.checks()).isEqualTo(1);
    }

    @Test
    void a_wrong_declaration_is_told_without_a_check() {
        var wrong = new SourceBuilder("s1", 1, null, false, false, null, "spec.url: no").build();
        var world = World.leading(wrong);
        assertThat(world.checks()).isZero();
        var failed = (SourceFailed) world.last().event();
        assertThat(failed.reason()).isEqualTo("URLInvalid");
        assertThat(failed.stalled()).isTrue();
        world.declare(wrong);
        assertThat(world.told()).hasSize(1);
    }

    @Test
    void a_request_during_a_check_is_answered_by_another_check() {
        var world = World.leading(source()).finds("c1").clear();
        world.declare(source(1, "one")).declare(source(1, "two"));
        assertThat(world.checks()).isEqualTo(1);
        world.concludes(NOTHING_NEW);
        assertThat(world.last().context().requestedAt()).isEqualTo("one");
        assertThat(world.checks()).isEqualTo(2);
        world.concludes(NOTHING_NEW);
        assertThat(world.last().context().requestedAt()).isEqualTo("two");
    }

    @Test
    void what_a_check_of_an_older_spec_found_does_not_count() {
        var world = World.leading(source()).clear();
        world.declare(source(2, null));
        world.take(
                new Input.Checked(
                        firstCheck(), new CheckOutcome.Current(artifact("c1"), List.of(), false)));
        assertThat(world.told()).isEmpty();
        assertThat(world.check().generation()).isEqualTo(2);
    }

    private static io.sluice.sourcewatcher.source.Check firstCheck() {
        return World.leading(source()).check();
    }

    @Test
    void a_suspended_source_is_left_alone() {
        var world = World.leading(source()).finds("c1").clear();
        world.declare(new SourceBuilder("s1", 2, "x", true, false, null, null).build());
        world.passes(Duration.ofDays(1));
        assertThat(world.effects).isEmpty();
        world.declare(source(3, "x"));
        assertThat(world.checks()).isEqualTo(1);
    }

    @Test
    void a_suspended_source_whose_artifact_may_be_lost_gets_just_that_back() {
        var world =
                World.leading(
                        new SourceBuilder("s1", 2, null, true, false, artifact("c1"), null).build(),
                        World.app("web"));
        assertThat(world.check().pinned()).isTrue();
        assertThat(world.check().known()).isEqualTo(artifact("c1"));
        world.concludes(NOTHING_NEW);
        assertThat(world.told())
                .containsExactly(
                        "CommitDetected repository LEADER_CHANGED",
                        "RenderRequested web LEADER_CHANGED");
    }

    @Test
    void a_deleted_source_is_retired_and_loses_its_finalizer() {
        var world = World.leading(source(), World.app("web")).finds("c1").clear();
        world.declare(new SourceBuilder("s1", 2, null, false, true, null, null).build());
        assertThat(world.published().subList(0, 2))
                .allMatch(fact -> fact.event() instanceof Tombstone)
                .extracting(fact -> fact.key().toString())
                .containsExactly(SOURCE.toString(), SOURCE + "#check");
        assertThat(world.effects)
                .hasAtLeastOneElementOfType(Effect.RemoveFinalizer.class)
                .hasAtLeastOneElementOfType(Effect.Discard.class);
        assertThat(world.told()).endsWith("UnitWaiting web NEW_REVISION");
    }
}
