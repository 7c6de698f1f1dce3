package io.sluice.kustomize.differential;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes up kustomizations: bases, a layer or a fork between, components, and an overlay. It keeps
/// in mind which objects there are, so that most of what refers to an object finds it.
public final class RandomBuild {

    private final Dice dice;
    private final RandomObjects objects;
    private final List<Feature> features;
    private final Map<String, byte[]> files = new TreeMap<>();
    private boolean forked;

    /// Something a layer may have; adds it and says in the stock what it did.
    interface Feature {
        void add(Layer layer);
    }

    /// A build that follows from the seed.
    public RandomBuild(long seed) {
        dice = new Dice(seed);
        objects = new RandomObjects(dice);
        var names = new RandomNames(dice);
        var patches = new RandomPatches(dice, objects);
        // In the order in which the reference applies them.
        features =
                List.of(
                        new RandomGenerators(dice),
                        this::components,
                        patches::add,
                        names,
                        patches::addLate,
                        new RandomCounts(dice),
                        new RandomReplacements(dice),
                        new RandomPlugins(dice, objects),
                        new RandomVars(dice),
                        new RandomSettings(dice));
    }

    /// The files of the build; the directory to build is `over`.
    public Map<String, byte[]> files() {
        Layer over = layer("over");
        forked = dice.oneIn(5);
        Layer base = base("base");
        if (forked) {
            fork(over, base);
        } else {
            Layer top = dice.oneIn(3) ? between(base, "mid") : base;
            include(over, top);
        }
        if (dice.oneIn(4)) {
            include(over, base("side"));
        }
        if (dice.oneIn(3)) {
            over.resource("more.yaml");
            over.file("more.yaml", objects.file(over.stock(), 1 + dice.below(3)));
        }
        complete(over);
        return files;
    }

    private Layer layer(String directory) {
        return new Layer(directory, false, new Stock(dice), this::file);
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private Layer base(String directory) {
        Layer base = layer(directory);
        int count = 1 + dice.below(2);
        for (int i = 0; i < count; i++) {
            base.resource("r" + i + ".yaml");
            base.file("r" + i + ".yaml", objects.file(base.stock(), 1 + dice.below(6)));
        }
        complete(base);
        return base;
    }

    private Layer between(Layer below, String directory) {
        Layer mid = layer(directory);
        include(mid, below);
        complete(mid);
        return mid;
    }

    /// Two layers over the same base meet again above.
    private void fork(Layer over, Layer base) {
        Layer left = layer("left");
        include(left, base);
        apart(left, "l-");
        Layer right = layer("right");
        include(right, base);
        apart(right, "r-");
        include(over, left);
        if (!left.stock().clashes(right.stock()) || dice.bad()) {
            include(over, right);
        }
    }

    private void apart(Layer layer, String prefix) {
        if (dice.oneIn(2)) {
            features.getFirst().add(layer);
            features.get(2).add(layer);
        }
        layer.field("namePrefix: " + prefix);
        layer.stock().change(thing -> thing.affixed(prefix, ""));
        layer.finish(dice);
    }

    private static void include(Layer upper, Layer lower) {
        upper.resource("../" + lower.directory());
        upper.stock().addAll(lower.stock());
    }

    private void complete(Layer layer) {
        for (Feature feature : features) {
            // A var that comes from both sides of a fork is there twice.
            if (!forked || !(feature instanceof RandomVars)) {
                feature.add(layer);
            }
        }
        layer.finish(dice);
    }

    /// A component works on the stock of the layer that has it.
    private void components(Layer layer) {
        String directory = layer.directory() + "-c";
        if (directory.length() > 10 || !dice.oneIn(4)) {
            return;
        }
        var component = new Layer(directory, true, layer.stock(), this::file);
        if (dice.oneIn(3)) {
            component.resource("c.yaml");
            component.file("c.yaml", objects.file(layer.stock(), 1 + dice.below(2)));
        }
        complete(component);
        layer.field("components:\n- ../" + directory);
    }
}
