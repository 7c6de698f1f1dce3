package io.sluice.sourcewatcher.watch;

import static io.sluice.sourcewatcher.watch.World.SOURCE;
import static io.sluice.sourcewatcher.watch.World.app;
import static io.sluice.sourcewatcher.watch.World.artifact;
import static io.sluice.sourcewatcher.watch.World.earlier;
import static io.sluice.sourcewatcher.watch.World.source;
import static io.sluice.sourcewatcher.watch.World.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.RequestNumber;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.watch.World.SourceBuilder;
import io.sluice.sourcewatcher.watch.World.UnitBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakingOverTest {

    private static final CommitDetected ANNOUNCED =
            new CommitDetected(artifact("c1"), List.of(), true);
    private static final CheckOutcome.Current SAME =
            new CheckOutcome.Current(artifact("c1"), List.of(), false);

    private static World knowing(String uid) {
        return new World(false)
                .reads(Topic.COMMITS, SOURCE.slot(Slot.SELF), earlier(uid), ANNOUNCED);
    }

    @Test
    void nothing_is_done_before_everything_is_known() {
        var world = new World(false).declare(source()).declare(app("web"));
        world.passes(Duration.ofHours(1));
        assertThat(world.effects).isEmpty();
    }

    @Test
    void every_unit_is_asked_for_once_and_what_was_announced_is_not_announced_again() {
        var world = knowing("s1").declare(source()).declare(app("a")).declare(app("b"));
        world.take(new Input.Synced());
        assertThat(world.told()).isEmpty();
        assertThat(world.check().known()).isEqualTo(artifact("c1"));
        world.concludes(SAME).passes(Duration.ofMillis(100));
        assertThat(world.told())
                .containsExactly(
                        "RenderRequested a LEADER_CHANGED", "RenderRequested b LEADER_CHANGED");
        assertThat(world.lastRequest().full()).isFalse();
    }

    @Test
    void units_go_on_with_the_stored_artifact_before_the_remote_has_answered() {
        var world = knowing("s1").declare(source()).declare(app("web")).take(new Input.Synced());
        world.concludes(new CheckOutcome.Stored(artifact("c1")));
        assertThat(world.told()).containsExactly("RenderRequested web LEADER_CHANGED");
        world.concludes(
                new CheckOutcome.Failed("GitOperationFailed", "down", "FetchFailed", false));
        assertThat(world.told()).endsWith("SourceFailed repository LEADER_CHANGED");
    }

    @Test
    void while_an_artifact_is_rebuilt_its_units_neither_go_on_nor_wait() {
        var reported = new SourceBuilder("s1", 1, null, false, false, artifact("c1"), null);
        var world = World.leading(reported.build(), app("web"));
        world.concludes(
                new CheckOutcome.Failed("GitOperationFailed", "down", "FetchFailed", false));
        assertThat(world.told()).containsExactly("SourceFailed repository LEADER_CHANGED");
        world.passes(Duration.ofSeconds(1)).concludes(SAME);
        assertThat(world.told()).endsWith("RenderRequested web LEADER_CHANGED");
    }

    @Test
    void what_the_log_knows_and_nobody_declares_is_retired() {
        var world =
                knowing("s0")
                        .reads(
                                Topic.OUTCOMES,
                                unit("old").slot(Slot.APPLY),
                                earlier("old-1"),
                                World.applied())
                        .take(new Input.Synced());
        assertThat(world.told())
                .contains("Tombstone repository SPEC_CHANGED", "UnitRetired old SPEC_CHANGED");
        assertThat(world.last().context().uid()).isEqualTo("old-1");
    }

    @Test
    void a_retirement_is_repeated_while_records_are_left() {
        var world = new World(false).take(new Input.Synced());
        world.reads(
                Topic.OUTCOMES, unit("late").slot(Slot.RENDER), earlier("late-1"), World.applied());
        world.passes(Duration.ofSeconds(5));
        assertThat(world.told()).containsExactly("UnitRetired late SPEC_CHANGED");
        world.passes(Duration.ofSeconds(30));
        assertThat(world.told()).hasSize(1);
        world.passes(Duration.ofSeconds(60));
        assertThat(world.told()).hasSize(2);
        world.reads(
                Topic.OUTCOMES,
                unit("late").slot(Slot.RENDER),
                world.last().context(),
                new Tombstone());
        world.passes(Duration.ofMinutes(5));
        assertThat(world.told()).hasSize(2);
    }

    @Test
    void another_unit_under_the_same_name_is_retired_first() {
        var world =
                knowing("s1")
                        .reads(
                                Topic.OUTCOMES,
                                unit("web").slot(Slot.APPLY),
                                earlier("web-0"),
                                World.applied())
                        .declare(source())
                        .declare(UnitBuilder.of("web").build())
                        .take(new Input.Synced())
                        .concludes(SAME);
        assertThat(world.told())
                .containsExactly(
                        "UnitRetired web SPEC_CHANGED", "RenderRequested web LEADER_CHANGED");
        assertThat(world.published().getFirst().context().uid()).isEqualTo("web-0");
        assertThat(world.lastRequest().full()).isTrue();
    }

    @Test
    void a_lost_log_is_told_everything_again_under_the_new_epoch() {
        var world = World.leading(source(), app("web")).finds("c1").converges("web").clear();
        world.take(new Input.LogLost(200));
        assertThat(world.told())
                .containsExactly(
                        "CommitDetected repository LOG_LOST", "RenderRequested web LOG_LOST");
        assertThat(world.published())
                .extracting(fact -> fact.context().request().epoch())
                .containsOnly(200L);
        assertThat(world.lastRequest().full()).isTrue();
    }

    @Test
    void a_log_that_was_lost_before_is_filled_in_full() {
        var world = new World(true).declare(source()).declare(app("web")).take(new Input.Synced());
        world.finds("c1");
        assertThat(world.told())
                .endsWith("CommitDetected repository LOG_LOST", "RenderRequested web LOG_LOST");
        assertThat(world.lastRequest().full()).isTrue();
    }

    @Test
    void an_announcement_that_was_overwritten_by_an_older_one_is_published_again() {
        var newer = Context.of("s1", 1, new RequestNumber(99, 7), io.sluice.events.Cause.INTERVAL);
        var world =
                new World(false)
                        .reads(Topic.COMMITS, SOURCE.slot(Slot.SELF), newer, ANNOUNCED)
                        .reads(Topic.COMMITS, SOURCE.slot(Slot.SELF), earlier("s1"), ANNOUNCED);
        assertThat(world.effects).hasSize(1);
        var again = (Effect.PublishAgain) world.effects.getFirst();
        assertThat(again.envelope().request()).isEqualTo(new RequestNumber(99, 7));
    }

    @Test
    void an_undelivered_announcement_is_made_again() {
        var world = World.leading(source()).finds("c1");
        var request = world.last().context().request();
        world.clear().take(new Input.Undelivered(SOURCE, request)).passes(Duration.ofMillis(100));
        world.finds("c1");
        assertThat(world.told()).containsExactly("CommitDetected repository UNANSWERED");
    }
}
