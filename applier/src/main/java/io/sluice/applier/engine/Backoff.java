package io.sluice.applier.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps off an API server that asked to come back later: everybody who acts as the account that
/// was told so, since by account the API server shares itself out.
///
/// Safe for several threads.
public final class Backoff {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String OURSELVES = "";

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// Off nobody yet.
    public Backoff(InstantSource clock) {
        this.clock = clock;
    }

    /// The API server asked an account to wait.
    void asked(@Nullable String account, Duration wait) {
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        until.merge(
                key(account),
                clock.instant().plus(bounded),
                (held, offered) -> held.isAfter(offered) ? held : offered);
    }

    /// How long an account has still to wait.
    Duration left(@Nullable String account) {
        Instant end = until.get(key(account));
        if (end == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), end);
        if (left.isPositive()) {
            return left;
        }
        until.remove(key(account), end);
        return Duration.ZERO;
    }

    private static String key(@Nullable String account) {
        return account == null ? OURSELVES : account;
    }
}
