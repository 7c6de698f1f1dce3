package io.sluice.applier.engine;

import java.time.Duration;
import java.util.List;

/// The requests of one run to one cluster: each only if the run may still go on, in turn with other
/// tenants, and repeated a few times when the API server is busy, no sooner than it asks for.
final class Calls {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(400),
                    Duration.ofMillis(1500),
                    Duration.ofSeconds(4));

    private final Target target;
    private final String tenant;
    private final Permit permit;

    Calls(Target target, String tenant, Permit permit) {
        this.target = target;
        this.tenant = tenant;
        this.permit = permit;
    }

    /// The same run's requests to another cluster.
    Calls to(Target other) {
        return new Calls(other, tenant, permit);
    }

    /// The cluster that is asked.
    Target target() {
        return target;
    }

    /// Sends a request; every request we send may be sent twice.
    ///
    /// @throws StoppedException if the run may not go on, or the API server stays away
    Reply send(Request request) {
        try {
            for (Duration wait : WAITS) {
                Reply reply = once(request);
                if (!isWorthRepeating(reply)) {
                    return settled(reply);
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
        keepOff(request);
        target.gate().enter(tenant);
        Reply reply;
        try {
            permit.check();
            reply = target.server().send(request);
        } finally {
            target.gate().leave(tenant);
        }
        if (reply instanceof Reply.Refused refused) {
            Duration wait = refused.retryAfter();
            if (wait != null) {
                target.backoff().asked(request.account(), wait);
            }
        }
        return reply;
    }

    /// Waits outside of the gate, so that nobody else waits for it.
    private void keepOff(Request request) throws InterruptedException {
        Duration left = target.backoff().left(request.account());
        while (left.isPositive()) {
            permit.pause(left);
            permit.check();
            left = target.backoff().left(request.account());
        }
    }

    /// Another cluster that stays silent is not asked again in the same run: its unit says so.
    private boolean isWorthRepeating(Reply reply) {
        return switch (reply) {
            case Reply.Accepted _ -> false;
            case Reply.Refused refused -> refused.isTemporary();
            case Reply.Unreachable unreachable -> !target.isRemote() || !unreachable.silent();
        };
    }

    private Reply settled(Reply reply) {
        return switch (reply) {
            case Reply.Accepted accepted -> accepted;
            case Reply.Refused refused -> {
                if (refused.isTooMany()) {
                    throw away("asks to come back later: " + refused.message());
                }
                yield refused;
            }
            case Reply.Unreachable unreachable ->
                    throw away("does not answer: " + unreachable.message());
        };
    }

    /// Our own API server could not even be told; of another cluster the unit has to tell.
    private StoppedException away(String what) {
        String message = target.title() + " " + what;
        return target.isRemote()
                ? StoppedException.refused(message)
                : StoppedException.later(message);
    }
}
