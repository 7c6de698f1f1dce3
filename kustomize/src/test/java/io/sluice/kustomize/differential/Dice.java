package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The choices of one random build; all of them follow from its seed.
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /// A number from 0 to `bound`, exclusive.
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /// Whether to do something that the reference most likely refuses.
    boolean bad() {
        return oneIn(120);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    <T> List<T> shuffled(List<T> list) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
