package io.sluice.applier.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A cluster whose API server a test plays. Time passes only when somebody waits, or the test says so.
final class PlayedCluster {

    private final ApiServer server;
    private final List<Request> sent = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Backoff backoff = new Backoff(this::now);
    private final Discovery discovery = new Discovery(this::now);

    /// @param server answers each request
    PlayedCluster(ApiServer server) {
        this.server = server;
    }

    /// Calls to it as our own cluster.
    Calls calls(String namespace) {
        return calls("", namespace);
    }

    /// Calls to it under a name.
    Calls calls(String name, String namespace) {
        var target =
                new Target(
                        name,
                        request -> {
                            sent.add(request);
                            return server.send(request);
                        },
                        new FairGate(1),
                        backoff,
                        discovery,
                        (_, _) -> false,
                        new LiveObjects());
        return new Calls(target, namespace, new Waiting());
    }

    /// Every request so far.
    List<Request> sent() {
        return sent;
    }

    /// How long everybody waited each time.
    List<Duration> pauses() {
        return pauses;
    }

    Backoff backoff() {
        return backoff;
    }

    Discovery discovery() {
        return discovery;
    }

    Instant now() {
        return now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /// Everybody may go on.
    private final class Waiting implements Permit {
        @Override
        public void check() {}

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
            pass(duration);
        }
    }
}
