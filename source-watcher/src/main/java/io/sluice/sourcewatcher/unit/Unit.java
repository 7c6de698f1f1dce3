package io.sluice.sourcewatcher.unit;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.UnitWaiting;
import io.sluice.events.protocol.RequestBook;
import io.sluice.events.protocol.Slots;
import io.sluice.sourcewatcher.source.Availability;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.source.Revisions;
import io.sluice.sourcewatcher.unit.UnitDeclaration.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One unit: when it is asked for, and why. Pure: the time comes in with each call. Not safe for
/// several threads.
public final class Unit {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration INVALID_RETRY = Duration.ofMinutes(10);

    private final Jitter jitter;
    private UnitDeclaration declaration;
    private @Nullable Wish wish;
    private @Nullable Asked asked;
    private boolean fullOwed;
    private boolean verifying;
    private Instant wakeAt = Instant.MIN;

    /// Something that is wanted whatever the last request said.
    private record Wish(Cause cause, boolean full) {}

    /// The last request.
    ///
    /// @param artifact null if it said why the unit waits
    /// @param waiting null if it asked for the unit
    private record Asked(
            long generation,
            @Nullable String requestedAt,
            @Nullable ArtifactReference artifact,
            @Nullable UnitWaiting waiting,
            Instant interval) {}

    /// A unit that is asked for at once.
    ///
    /// @param cause of the first request
    /// @param full whether its answer must carry the body
    public Unit(UnitDeclaration declaration, Cause cause, boolean full, Jitter jitter) {
        this.declaration = declaration;
        this.wish = new Wish(cause, full);
        this.jitter = jitter;
    }

    /// What is declared now.
    public UnitDeclaration declaration() {
        return declaration;
    }

    /// When to decide again without another reason.
    public Instant wakeAt() {
        return wakeAt;
    }

    /// Takes in a newer version of the same resource.
    public void declare(UnitDeclaration newer) {
        UnitDeclaration older = declaration;
        declaration = newer;
        if (older.suspended() && !newer.suspended()) {
            want(Cause.RESUMED, true);
        }
        wakeAt = Instant.MIN;
    }

    /// Wants a request, whatever the last one said.
    public void want(Cause cause, boolean full) {
        wish = new Wish(cause, full || (wish != null && wish.full()));
        wakeAt = Instant.MIN;
    }

    /// Something it depends on changed: decide again.
    public void stir() {
        wakeAt = Instant.MIN;
    }

    /// Its source was looked at: what was to be verified is verified.
    public void sourceConcluded() {
        if (verifying) {
            verifying = false;
            want(Cause.ARTIFACT_GONE, true);
        }
        wakeAt = Instant.MIN;
    }

    /// Decides what to do now, and when to decide again.
    ///
    /// @param source what the unit's source offers
    /// @param slots what became of earlier requests
    /// @param book of earlier requests
    public Decision decide(Availability source, Slots slots, RequestBook book, Instant now) {
        wakeAt = Instant.MAX;
        if (!declaration.isActive()) {
            return new Decision.Rest();
        }
        return switch (declaration.definition()) {
            case Definition.Invalid invalid ->
                    waitFor(
                            new UnitWaiting(invalid.reason(), invalid.message(), true),
                            slots,
                            book,
                            now);
            case Definition.Valid valid ->
                    switch (source) {
                        case Availability.Rebuilding _ -> {
                            wakeAt = now.plus(LOOK_AGAIN);
                            yield new Decision.Rest();
                        }
                        case Availability.Missing _ ->
                                waitFor(Obstacles.missing(valid.source()), slots, book, now);
                        case Availability.Empty _ -> waitFor(Obstacles.empty(), slots, book, now);
                        case Availability.Ready ready -> ask(ready, slots, book, now);
                    };
        };
    }

    private Decision waitFor(UnitWaiting waiting, Slots slots, RequestBook book, Instant now) {
        Asked last = asked;
        boolean told =
                wish == null
                        && last != null
                        && waiting.equals(last.waiting())
                        && last.generation() == declaration.generation()
                        && Objects.equals(last.requestedAt(), declaration.requestedAt());
        if (!told) {
            return new Decision.Wait(wish == null ? changed(last) : wish.cause(), waiting);
        }
        Optional<RequestBook.Repeat> repeat = book.repeat(declaration.key(), slots);
        if (repeat.isPresent() && !repeat.get().at().isAfter(now)) {
            return new Decision.Wait(repeat.get().cause(), waiting);
        }
        wakeAt = repeat.map(RequestBook.Repeat::at).orElse(Instant.MAX);
        return new Decision.Rest();
    }

    private Decision ask(Availability.Ready source, Slots slots, RequestBook book, Instant now) {
        Asked last = asked;
        Wish wanted = wish;
        if (wanted != null) {
            return asking(source, wanted.cause(), wanted.full());
        }
        if (last == null || isStale(last, source)) {
            return asking(source, changed(last), false);
        }
        Optional<RequestBook.Repeat> repeat = book.repeat(declaration.key(), slots);
        if (repeat.isPresent() && !repeat.get().at().isAfter(now)) {
            if (repeat.get().cause() == Cause.ARTIFACT_GONE) {
                verifying = true;
                return new Decision.Verify();
            }
            return asking(source, repeat.get().cause(), repeat.get().full());
        }
        if (!last.interval().isAfter(now)) {
            return asking(source, Cause.INTERVAL, false);
        }
        Instant again = repeat.map(RequestBook.Repeat::at).orElse(Instant.MAX);
        wakeAt = again.isBefore(last.interval()) ? again : last.interval();
        return new Decision.Rest();
    }

    private boolean isStale(Asked last, Availability.Ready source) {
        return last.generation() != declaration.generation()
                || !Objects.equals(last.requestedAt(), declaration.requestedAt())
                || !Revisions.same(last.artifact(), source.artifact());
    }

    private Cause changed(@Nullable Asked last) {
        if (last == null || last.generation() != declaration.generation()) {
            return Cause.SPEC_CHANGED;
        }
        return Objects.equals(last.requestedAt(), declaration.requestedAt())
                ? Cause.NEW_REVISION
                : Cause.REQUESTED;
    }

    private Decision asking(Availability.Ready source, Cause cause, boolean full) {
        return new Decision.Ask(cause, full || fullOwed, source.uid(), source.artifact());
    }

    /// Notes that it was asked for.
    public void asked(ArtifactReference artifact, Instant now) {
        fullOwed = false;
        note(artifact, null, now.plus(jitter.spread(interval())));
    }

    /// Notes that was said why it waits; a body that was wanted is still owed.
    public void waits(UnitWaiting waiting) {
        fullOwed = fullOwed || (wish != null && wish.full());
        note(null, waiting, Instant.MAX);
    }

    private void note(
            @Nullable ArtifactReference artifact, @Nullable UnitWaiting waiting, Instant interval) {
        asked =
                new Asked(
                        declaration.generation(),
                        declaration.requestedAt(),
                        artifact,
                        waiting,
                        interval);
        wish = null;
        wakeAt = Instant.MIN;
    }

    /// How long to wait after a failure.
    public Duration retryInterval() {
        return switch (declaration.definition()) {
            case Definition.Valid valid -> valid.retryInterval();
            case Definition.Invalid _ -> INVALID_RETRY;
        };
    }

    private Duration interval() {
        return switch (declaration.definition()) {
            case Definition.Valid valid -> valid.interval();
            case Definition.Invalid _ -> INVALID_RETRY;
        };
    }
}
