package io.sluice.applier.drift;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How often an object was repaired lately: who is overwritten again and again is not fought at
/// full speed, and what cannot be repaired is tried less and less often.
///
/// @param repairs in a row
/// @param failures in a row
/// @param failure what the last one said; null if the last repair succeeded
/// @param last the last attempt
public record Contest(int repairs, int failures, @Nullable String failure, Instant last) {

    /// Never repaired.
    public static final Contest NONE = new Contest(0, 0, null, Instant.EPOCH);

    private static final int UNHURRIED = 5;
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_FAILING = Duration.ofSeconds(30);

    /// After one more repair.
    public Contest repaired(Instant now) {
        Duration quiet = QUIET.compareTo(delay()) > 0 ? QUIET : delay().multipliedBy(2);
        return new Contest(now.isAfter(last.plus(quiet)) ? 1 : repairs + 1, 0, null, now);
    }

    /// After one more attempt that failed.
    public Contest failed(Instant now, String message) {
        return new Contest(repairs, failures + 1, message, now);
    }

    /// The earliest time of the next attempt.
    public Instant next() {
        return last.plus(delay());
    }

    /// Whether somebody fights with us.
    public boolean isContested() {
        return repairs > UNHURRIED;
    }

    private Duration delay() {
        Duration fight = repairs < UNHURRIED ? Duration.ZERO : growing(repairs - UNHURRIED);
        Duration failing = failures == 0 ? Duration.ZERO : growing(failures - 1);
        Duration patience = min(failing, LONGEST_FAILING);
        return fight.compareTo(patience) > 0 ? min(fight, LONGEST) : patience;
    }

    private static Duration growing(int steps) {
        return Duration.ofSeconds(1L << Math.min(steps, 9));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
