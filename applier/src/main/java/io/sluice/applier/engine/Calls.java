package io.sluice.applier.engine;

import java.time.Duration;
import java.util.List;

/// The requests of one run: each only if the run may still go on, in turn with other tenants, and
/// repeated a few times when the API server is busy.
final class Calls {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(400),
                    Duration.ofMillis(1500),
                    Duration.ofSeconds(4));

    private final ApiServer server;
    private final FairGate gate;
    private final String tenant;
    private final Permit permit;

    Calls(ApiServer server, FairGate gate, String tenant, Permit permit) {
        this.server = server;
        this.gate = gate;
        this.tenant = tenant;
        this.permit = permit;
    }

    /// Sends a request; every request we send may be sent twice.
    ///
    /// @throws StoppedException if the run may not go on, or the API server stays away
    Reply send(Request request) {
        try {
            for (Duration wait : WAITS) {
                Reply reply = once(request);
                if (!isTemporary(reply)) {
                    return reply;
                }
                permit.pause(wait);
            }
            return settled(once(request));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw StoppedException.superseded("interrupted");
        }
    }

    /// Waits a moment between two looks at something.
    void pause(Duration duration) {
        try {
            permit.check();
            permit.pause(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw StoppedException.superseded("interrupted");
        }
    }

    private Reply once(Request request) throws InterruptedException {
        permit.check();
        gate.enter(tenant);
        try {
            permit.check();
            return server.send(request);
        } finally {
            gate.leave();
        }
    }

    private static boolean isTemporary(Reply reply) {
        return switch (reply) {
            case Reply.Accepted _ -> false;
            case Reply.Refused refused -> refused.isTemporary();
            case Reply.Unreachable _ -> true;
        };
    }

    private static Reply settled(Reply reply) {
        return switch (reply) {
            case Reply.Accepted accepted -> accepted;
            case Reply.Refused refused -> refused;
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(
                            "the API server does not answer: " + unreachable.message());
        };
    }
}
