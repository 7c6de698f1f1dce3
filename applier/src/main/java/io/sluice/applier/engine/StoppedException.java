package io.sluice.applier.engine;

import io.sluice.events.ResourceKey;
import java.time.Instant;
import java.util.Optional;

/// A run ends here: what it was for no longer holds, or the API server is away. What it did so far
/// stands, and the next run goes on from there.
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Next next;
    private final Instant again;
    private final transient Optional<ResourceKey> awaited;

    /// What comes after the stop.
    enum Next {
        /// Something newer is there; the unit looks again at once.
        AT_ONCE,
        /// It cannot be done now; the unit tries again after a while.
        LATER,
        /// Others must go first; the unit looks again with every news, and when its time is over.
        HANDOVER,
        /// The API server refuses; trying again helps only if somebody changes something.
        REFUSED
    }

    private StoppedException(String message, Next next) {
        this(message, next, Instant.MIN, Optional.empty());
    }

    private StoppedException(
            String message, Next next, Instant again, Optional<ResourceKey> awaited) {
        super(message, null, false, false);
        this.next = next;
        this.again = again;
        this.awaited = awaited;
    }

    /// Others must go first, but not for ever.
    static StoppedException handover(
            String message, Instant deadline, Optional<ResourceKey> awaited) {
        return new StoppedException(message, Next.HANDOVER, deadline, awaited);
    }

    /// Whose news to look at; empty for anybody's.
    Optional<ResourceKey> awaited() {
        return awaited;
    }

    /// When to look again without news.
    Instant again() {
        return again;
    }

    /// Something newer is there; the unit looks again at once.
    static StoppedException superseded(String message) {
        return new StoppedException(message, Next.AT_ONCE);
    }

    /// It cannot be done now; the unit tries again after a while.
    static StoppedException later(String message) {
        return new StoppedException(message, Next.LATER);
    }

    /// It may not be done; the unit says so, where it has somebody to say it to.
    static StoppedException refused(String message) {
        return new StoppedException(message, Next.REFUSED);
    }

    Next next() {
        return next;
    }
}
