package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The objects that a layer has before it.
final class Stock {

    private final List<Thing> things = new ArrayList<>();
    private final Dice dice;

    Stock(Dice dice) {
        this.dice = dice;
    }

    List<Thing> things() {
        return things;
    }

    void add(Thing thing) {
        things.add(thing);
    }

    void addAll(Stock other) {
        things.addAll(other.things);
    }

    void remove(Thing thing) {
        things.remove(thing);
    }

    void change(UnaryOperator<Thing> by) {
        things.replaceAll(by);
    }

    /// One of the things that meet the condition.
    Optional<Thing> some(Predicate<Thing> condition) {
        List<Thing> fit = things.stream().filter(condition).toList();
        return fit.isEmpty() ? Optional.empty() : Optional.of(dice.one(fit));
    }

    Optional<Thing> someOf(String kind) {
        return some(thing -> thing.kind().name().equals(kind));
    }

    /// Whether a thing of the stock is the only one of its kind that ever had one of its names.
    boolean alone(Thing thing) {
        return things.stream()
                        .filter(other -> other.kind().equals(thing.kind()))
                        .filter(
                                other ->
                                        other.ids().stream()
                                                .anyMatch(id -> thing.hasName(id.name())))
                        .count()
                <= 1;
    }

    /// Whether two things would be the same if all came into one namespace.
    boolean clashesInOneNamespace() {
        return clash(things, (one, other) -> one.current().name().equals(other.current().name()))
                || things.stream().filter(t -> t.kind().name().equals("Namespace")).count() > 1;
    }

    /// Whether a thing of the other stock is one of this.
    boolean clashes(Stock other) {
        var both = new ArrayList<>(things);
        both.addAll(other.things);
        return clash(both, (one, two) -> one.current().same(two.current()));
    }

    private interface Sameness {
        boolean test(Thing one, Thing other);
    }

    private static boolean clash(List<Thing> among, Sameness same) {
        for (int i = 0; i < among.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (among.get(i).kind().equals(among.get(j).kind())
                        && same.test(among.get(i), among.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }
}
