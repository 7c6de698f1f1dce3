package io.sluice.sandbox.chaos;

import io.sluice.sandbox.chaos.World.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Actions that follow from a seed alone, and what the platform should be after them.
///
/// @param steps the random ones, and then those that put everything back to work
/// @param end what should be at the end
record ChaosPlan(long seed, World beginning, List<Step> steps, World end) {

    /// How long the API server stays frozen at most, in actions.
    private static final int LONGEST_FREEZE = 3;

    ChaosPlan {
        steps = List.copyOf(steps);
    }

    /// An action, and how long to wait after it.
    record Step(Action action, int restMillis) {}

    /// What happens.
    List<Action> actions() {
        return steps.stream().map(Step::action).toList();
    }

    /// A plan of so many random actions for so many appliers.
    static ChaosPlan of(long seed, int count, int appliers) {
        World beginning = World.beginning(appliers);
        var choice = new Choice(new Random(seed));
        var steps = new ArrayList<Step>();
        World world = beginning;
        for (int number = 0; number < count; number++) {
            Action next =
                    world.frozenFor() >= LONGEST_FREEZE
                            ? new Action.ThawApiServer()
                            : choice.next(world);
            steps.add(new Step(next, choice.rest()));
            world = world.after(next);
        }
        for (Action closing : closing(world)) {
            steps.add(new Step(closing, 0));
            world = world.after(closing);
        }
        return new ChaosPlan(seed, beginning, steps, world);
    }

    /// Everything runs again and nothing is suspended; what was withdrawn stays so.
    private static List<Action> closing(World world) {
        var actions = new ArrayList<Action>();
        if (world.isApiServerFrozen()) {
            actions.add(new Action.ThawApiServer());
        }
        for (int member = 0; member < world.appliers().size(); member++) {
            Member state = world.appliers().get(member);
            if (state == Member.FROZEN) {
                actions.add(new Action.ThawApplier(member));
            } else if (state == Member.ENDED) {
                actions.add(new Action.StartApplier(member));
            }
        }
        world.units()
                .forEach(
                        (name, unit) -> {
                            if (unit.suspended()) {
                                actions.add(new Action.Resume(name));
                            }
                        });
        return actions;
    }
}
