package io.sluice.statusprojector.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names of Events that were in the cluster a moment ago: a unit that fails at every attempt tells the
/// same each time, and need not ask for each. The API server remains the one who knows.
///
/// Safe for several threads.
final class KnownEvents {

    /// Well below the hour after which the API server forgets an Event.
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST = 4096;

    private final InstantSource clock;
    private final Map<String, Instant> seen = new LinkedHashMap<>(16, 0.75f, true);

    KnownEvents(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean has(String name) {
        Instant at = seen.get(name);
        if (at == null) {
            return false;
        }
        if (Duration.between(at, clock.instant()).abs().compareTo(KEPT) < 0) {
            return true;
        }
        seen.remove(name);
        return false;
    }

    synchronized void add(String name) {
        seen.put(name, clock.instant());
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }
}
