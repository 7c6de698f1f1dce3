package io.sluice.sandbox.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the platform should be after some actions, by the actions alone.
///
/// @param commits how many were pushed, which is the version of what the last one changed
/// @param units by name
/// @param appliers the state of each
/// @param frozenFor how many actions ago the API server was frozen; -1 while it runs
/// @param foreign names of objects that are nobody's
record World(
        int commits,
        SortedMap<String, Unit> units,
        List<Member> appliers,
        int frozenFor,
        SortedSet<String> foreign) {

    /// The unit that holds the definition and the objects of its kind.
    static final String GADGETS = "gadgets";

    World {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        appliers = List.copyOf(appliers);
        foreign = Collections.unmodifiableSortedSet(new TreeSet<>(foreign));
    }

    /// A process of the applier.
    enum Member {
        RUNNING,
        FROZEN,
        ENDED
    }

    /// One unit.
    ///
    /// @param dependsOn another; nothing if empty
    /// @param declared whether its resource exists
    /// @param content its objects in Git and the commit that changed each last
    record Unit(
            String dependsOn,
            boolean declared,
            boolean suspended,
            SortedMap<Item, Integer> content) {

        Unit {
            content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
        }

        private Unit with(Item item, int version) {
            var changed = new TreeMap<>(content);
            changed.put(item, version);
            return new Unit(dependsOn, declared, suspended, changed);
        }

        private Unit without(Item item) {
            var changed = new TreeMap<>(content);
            changed.remove(item);
            return new Unit(dependsOn, declared, suspended, changed);
        }
    }

    /// After the first commit: every unit declared, every applier running.
    static World beginning(int appliers) {
        SortedMap<String, Unit> units = new TreeMap<>();
        for (int number = 0; number < 5; number++) {
            var content = new TreeMap<Item, Integer>();
            for (Item.Kind kind : Item.Kind.values()) {
                if (kind.isCommon()) {
                    content.put(new Item(kind, "chaos-" + number % 3, "first-" + number), 1);
                }
            }
            String before = number == 1 || number == 2 ? "unit-" + (number - 1) : "";
            units.put("unit-" + number, new Unit(before, true, false, content));
        }
        var gadgets = new TreeMap<Item, Integer>();
        gadgets.put(Item.DEFINITION, 1);
        gadgets.put(new Item(Item.Kind.GADGET, "chaos-0", "first"), 1);
        gadgets.put(new Item(Item.Kind.GADGET, "chaos-1", "second"), 1);
        units.put(GADGETS, new Unit("", true, false, gadgets));
        return new World(
                1, units, Collections.nCopies(appliers, Member.RUNNING), -1, new TreeSet<>());
    }

    boolean isApiServerFrozen() {
        return frozenFor >= 0;
    }

    /// Whether a unit may go: nobody waits for it.
    boolean isLeaf(String unit) {
        return units.values().stream().noneMatch(each -> each.dependsOn().equals(unit));
    }

    Unit unit(String name) {
        Unit found = units.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no unit " + name);
        }
        return found;
    }

    /// What it should be after the action.
    World after(Action action) {
        World later = step(action);
        return later.isApiServerFrozen() && isApiServerFrozen()
                ? later.frozen(frozenFor + 1)
                : later;
    }

    private World step(Action action) {
        return switch (action) {
            case Action.Commit commit -> commit(commit);
            case Action.KillApplier(int member) -> member(member, Member.ENDED);
            case Action.StopApplier(int member) -> member(member, Member.ENDED);
            case Action.StartApplier(int member) -> member(member, Member.RUNNING);
            case Action.FreezeApplier(int member) -> member(member, Member.FROZEN);
            case Action.ThawApplier(int member) -> member(member, Member.RUNNING);
            case Action.FreezeApiServer _ -> frozen(0);
            case Action.ThawApiServer _ -> frozen(-1);
            case Action.Plant(String name, String _) -> planted(name);
            case Action.Suspend(String unit) -> state(unit, true, true);
            case Action.Resume(String unit) -> state(unit, true, false);
            case Action.Withdraw(String unit) -> state(unit, false, false);
            case Action.Declare(String unit) -> state(unit, true, false);
            case Action.RestartApiServer _,
                    Action.RestartBroker _,
                    Action.LoseBrokerData _,
                    Action.EditByHand _,
                    Action.DeleteByHand _,
                    Action.UnlabelByHand _ ->
                    this;
        };
    }

    private World commit(Action.Commit commit) {
        int version = commits + 1;
        var changed = new TreeMap<>(units);
        for (Change change : commit.changes()) {
            switch (change) {
                case Change.Put(String unit, Item item) ->
                        changed.computeIfPresent(unit, (_, old) -> old.with(item, version));
                case Change.Remove(String unit, Item item) ->
                        changed.computeIfPresent(unit, (_, old) -> old.without(item));
                case Change.Move(String from, String to, Item item) -> {
                    changed.computeIfPresent(from, (_, old) -> old.without(item));
                    changed.computeIfPresent(to, (_, old) -> old.with(item, version));
                }
            }
        }
        return new World(version, changed, appliers, frozenFor, foreign);
    }

    private World member(int number, Member state) {
        var changed = new ArrayList<>(appliers);
        changed.set(number, state);
        return new World(commits, units, changed, frozenFor, foreign);
    }

    private World frozen(int since) {
        return new World(commits, units, appliers, since, foreign);
    }

    private World planted(String name) {
        var more = new TreeSet<>(foreign);
        more.add(name);
        return new World(commits, units, appliers, frozenFor, more);
    }

    private World state(String name, boolean declared, boolean suspended) {
        var changed = new TreeMap<>(units);
        Unit old = unit(name);
        changed.put(name, new Unit(old.dependsOn(), declared, suspended, old.content()));
        return new World(commits, changed, appliers, frozenFor, foreign);
    }
}
