package io.sluice.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.chaos.World.Member;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChaosPlanTest {

    private static final int COUNT = 300;

    @Test
    void a_seed_always_gives_the_same_plan() {
        assertThat(ChaosPlan.of(7, COUNT, 3)).isEqualTo(ChaosPlan.of(7, COUNT, 3));
        assertThat(ChaosPlan.of(7, COUNT, 3).actions())
                .isNotEqualTo(ChaosPlan.of(8, COUNT, 3).actions());
    }

    @Test
    void three_hundred_actions_hold_every_kind_of_them() {
        Set<Class<?>> kinds = new HashSet<>();
        ChaosPlan.of(1, COUNT, 3).actions().forEach(action -> kinds.add(action.getClass()));
        assertThat(kinds).containsExactlyInAnyOrder(Action.class.getPermittedSubclasses());
    }

    @Test
    void at_the_end_everything_runs_and_nothing_is_suspended() {
        LongStream.range(0, 50)
                .mapToObj(seed -> ChaosPlan.of(seed, COUNT, 3).end())
                .forEach(
                        end -> {
                            assertThat(end.appliers()).containsOnly(Member.RUNNING);
                            assertThat(end.isApiServerFrozen()).isFalse();
                            assertThat(end.units().values())
                                    .noneMatch(World.Unit::suspended)
                                    .anyMatch(World.Unit::declared);
                        });
    }

    @Test
    void nothing_is_asked_of_a_frozen_api_server() {
        for (long seed = 0; seed < 50; seed++) {
            ChaosPlan plan = ChaosPlan.of(seed, COUNT, 3);
            World world = plan.beginning();
            for (Action action : plan.actions()) {
                if (world.isApiServerFrozen()) {
                    assertThat(action).isNotInstanceOfAny(ASKED);
                }
                world = world.after(action);
            }
        }
    }

    @Test
    void an_object_is_in_one_unit_only() {
        for (long seed = 0; seed < 50; seed++) {
            var items =
                    ChaosPlan.of(seed, COUNT, 3).end().units().values().stream()
                            .flatMap(unit -> unit.content().keySet().stream())
                            .toList();
            assertThat(items).doesNotHaveDuplicates();
        }
    }

    private static final Class<?>[] ASKED = {
        Action.EditByHand.class,
        Action.DeleteByHand.class,
        Action.UnlabelByHand.class,
        Action.Plant.class,
        Action.Suspend.class,
        Action.Resume.class,
        Action.Withdraw.class,
        Action.Declare.class,
        Action.RestartApiServer.class
    };
}
