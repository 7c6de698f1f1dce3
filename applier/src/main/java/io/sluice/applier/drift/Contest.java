package io.sluice.applier.drift;

import java.time.Duration;
import java.time.Instant;

/// How often an object was repaired lately: who is overwritten again and again is not fought at
/// full speed.
///
/// @param repairs in a row
/// @param last the last one
public record Contest(int repairs, Instant last) {

    /// Never repaired.
    public static final Contest NONE = new Contest(0, Instant.EPOCH);

    private static final int UNHURRIED = 5;
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// After one more repair.
    public Contest repaired(Instant now) {
        Duration quiet = QUIET.compareTo(delay()) > 0 ? QUIET : delay().multipliedBy(2);
        return new Contest(now.isAfter(last.plus(quiet)) ? 1 : repairs + 1, now);
    }

    /// The earliest time of the next repair.
    public Instant next() {
        return last.plus(delay());
    }

    /// Whether somebody fights with us.
    public boolean isContested() {
        return repairs > UNHURRIED;
    }

    private Duration delay() {
        if (repairs < UNHURRIED) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(repairs - UNHURRIED, 9));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
