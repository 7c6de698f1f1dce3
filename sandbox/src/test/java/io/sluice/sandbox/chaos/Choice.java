package io.sluice.sandbox.chaos;

import io.sluice.sandbox.chaos.World.Member;
import io.sluice.sandbox.chaos.World.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/// Chooses the next action among those that make sense in a world.
final class Choice {

    private static final List<Item.Kind> COMMON =
            List.of(Item.Kind.values()).stream().filter(Item.Kind::isCommon).toList();

    private final Random random;
    private int made;

    Choice(Random random) {
        this.random = random;
    }

    /// The next one; what was drawn may make no sense, a commit always does.
    Action next(World world) {
        return drawn(world, random.nextInt(100)).orElseGet(() -> commit(world));
    }

    /// How long to wait after it, milliseconds: often no time at all.
    int rest() {
        return 100 * Math.max(0, random.nextInt(60) - 30);
    }

    private Optional<Action> drawn(World world, int lot) {
        if (lot < 34) {
            return Optional.of(commit(world));
        }
        if (lot < 57) {
            return process(world, lot - 34);
        }
        if (lot < 63) {
            return apiServer(world, lot - 57);
        }
        if (lot < 66) {
            return Optional.of(lot < 65 ? new Action.RestartBroker() : new Action.LoseBrokerData());
        }
        // the rest is asked of the API server
        return world.isApiServerFrozen() ? Optional.empty() : asked(world, lot - 66);
    }

    private Optional<Action> asked(World world, int lot) {
        if (lot < 20) {
            return byHand(world, lot);
        }
        if (lot < 22) {
            return Optional.of(plant(world));
        }
        if (lot < 25) {
            return unit(world, (_, each) -> each.declared() && !each.suspended())
                    .map(Action.Suspend::new);
        }
        if (lot < 28) {
            return unit(world, (_, each) -> each.suspended()).map(Action.Resume::new);
        }
        if (lot < 31) {
            return unit(
                            world,
                            (name, each) ->
                                    each.declared() && !each.suspended() && world.isLeaf(name))
                    .map(Action.Withdraw::new);
        }
        return world.appliers().contains(Member.RUNNING)
                ? unit(world, (_, each) -> !each.declared()).map(Action.Declare::new)
                : Optional.empty();
    }

    private Action commit(World world) {
        var changes = new ArrayList<Change>();
        World sofar = world;
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            Change change = change(sofar);
            changes.add(change);
            sofar = sofar.after(new Action.Commit(List.of(change)));
        }
        return new Action.Commit(changes);
    }

    private Change change(World world) {
        String name = pick(List.copyOf(world.units().keySet()));
        List<Item> items = List.copyOf(world.unit(name).content().keySet());
        List<Item> common = items.stream().filter(item -> item.kind().isCommon()).toList();
        int lot = random.nextInt(10);
        if (lot < 2 || items.isEmpty()) {
            return new Change.Put(name, fresh(world, name));
        }
        if (lot < 4 && items.size() > 1) {
            Item gone = pick(items);
            return gone.equals(Item.DEFINITION)
                    ? new Change.Put(name, gone)
                    : new Change.Remove(name, gone);
        }
        if (lot < 6 && !common.isEmpty() && items.size() > 1) {
            String other = pick(List.copyOf(world.units().keySet()));
            Item item = pick(common);
            return other.equals(name)
                    ? new Change.Put(name, item)
                    : new Change.Move(name, other, item);
        }
        return new Change.Put(name, pick(items));
    }

    private Item fresh(World world, String unit) {
        boolean gadget = unit.equals(World.GADGETS) && random.nextBoolean();
        Item.Kind kind = gadget ? Item.Kind.GADGET : pick(COMMON);
        made++;
        return new Item(
                kind, "chaos-" + random.nextInt(3), "added-" + world.commits() + "-" + made);
    }

    /// One that does not run comes back before long, or little would ever be under way.
    private Optional<Action> process(World world, int lot) {
        if (lot < 5) {
            return member(world, Member.RUNNING).map(Action.KillApplier::new);
        }
        if (lot < 8) {
            return member(world, Member.RUNNING).map(Action.StopApplier::new);
        }
        if (lot < 12) {
            return member(world, Member.RUNNING).map(Action.FreezeApplier::new);
        }
        Optional<Action> thaw = member(world, Member.FROZEN).map(Action.ThawApplier::new);
        Optional<Action> start = member(world, Member.ENDED).map(Action.StartApplier::new);
        return lot < 18 ? thaw.or(() -> start) : start.or(() -> thaw);
    }

    private static Optional<Action> apiServer(World world, int lot) {
        if (world.isApiServerFrozen()) {
            return Optional.of(new Action.ThawApiServer());
        }
        return Optional.of(lot < 4 ? new Action.FreezeApiServer() : new Action.RestartApiServer());
    }

    private Optional<Action> byHand(World world, int lot) {
        return unit(world, (_, each) -> each.declared() && !each.content().isEmpty())
                .map(name -> pick(List.copyOf(world.unit(name).content().keySet())))
                .map(
                        item ->
                                lot < 9
                                        ? new Action.EditByHand(item)
                                        : lot < 16
                                                ? new Action.DeleteByHand(item)
                                                : new Action.UnlabelByHand(item));
    }

    private Action plant(World world) {
        String owner = random.nextBoolean() ? "" : pick(List.copyOf(world.units().keySet()));
        return new Action.Plant("foreign-" + (world.foreign().size() + 1), owner);
    }

    private Optional<String> unit(World world, BiPredicate<String, Unit> wanted) {
        return some(
                world.units().entrySet().stream()
                        .filter(each -> wanted.test(each.getKey(), each.getValue()))
                        .map(java.util.Map.Entry::getKey)
                        .toList());
    }

    private Optional<Integer> member(World world, Member state) {
        return some(
                IntStream.range(0, world.appliers().size())
                        .filter(each -> world.appliers().get(each) == state)
                        .boxed()
                        .toList());
    }

    private <T> Optional<T> some(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(pick(all));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
