package io.sluice.sourcewatcher.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Spreads what would otherwise happen at the same moment.
@FunctionalInterface
public interface Jitter {

    /// No spreading.
    Jitter NONE = interval -> interval;

    /// The interval, changed a little.
    Duration spread(Duration interval);

    /// Up to this part of the interval more or less.
    ///
    /// @param part between 0 and 1
    static Jitter of(RandomGenerator random, double part) {
        return interval -> {
            double factor = 1 + part * (2 * random.nextDouble() - 1);
            return Duration.ofMillis((long) (interval.toMillis() * factor));
        };
    }
}
