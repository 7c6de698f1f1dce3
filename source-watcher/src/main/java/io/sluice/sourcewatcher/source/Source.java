package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceEvent;
import io.sluice.events.SourceFailed;
import io.sluice.sourcewatcher.source.SourceDeclaration.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One source: when it is checked, and what is announced of it. Pure: the time comes in with each
/// call. Not safe for several threads.
public final class Source {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);

    private final Jitter jitter;
    private SourceDeclaration declaration;
    private Announced told;
    private @Nullable ArtifactReference stored;
    private @Nullable Check running;
    private long checks;
    private int failures;
    private Instant next;
    private Cause cause;
    private boolean thorough = true;
    private boolean young = true;
    private final Instant since;

    /// A source that is checked at once.
    ///
    /// @param told what the log says of it
    /// @param cause of the first check
    public Source(
            SourceDeclaration declaration,
            Announced told,
            Cause cause,
            Instant now,
            Jitter jitter) {
        this.declaration = declaration;
        this.told = told;
        this.cause = cause;
        this.next = now;
        this.since = now;
        this.jitter = jitter;
    }

    /// What is declared now.
    public SourceDeclaration declaration() {
        return declaration;
    }

    /// What it offers its units. A source that is just being checked for the first time is given a
    /// moment, so that its units need not be told to wait.
    public Availability availability(Instant now) {
        if (stored != null) {
            return new Availability.Ready(declaration.uid(), stored);
        }
        boolean early = young && now.isBefore(since.plus(GRACE));
        return known() != null || early
                ? new Availability.Rebuilding()
                : new Availability.Empty(declaration.uid());
    }

    /// Takes in a newer version of the same resource.
    public void declare(SourceDeclaration newer, Instant now) {
        SourceDeclaration older = declaration;
        declaration = newer;
        if (newer.generation() != older.generation()) {
            hasten(Cause.SPEC_CHANGED, now);
        } else if (!Objects.equals(newer.requestedAt(), older.requestedAt())) {
            hasten(Cause.REQUESTED, now);
        }
    }

    /// Checks as soon as possible, and reads what is stored: units could not fetch it.
    public void verify(Instant now) {
        stored = null;
        thorough = true;
        hasten(Cause.ARTIFACT_GONE, now);
    }

    /// When to look at it again.
    public Instant next() {
        return running == null ? next : Instant.MAX;
    }

    /// The check that is due, if one is; it counts as running from here on.
    public Optional<Check> due(Instant now) {
        if (running != null || next.isAfter(now) || declaration.deleting()) {
            return Optional.empty();
        }
        return switch (declaration.definition()) {
            case Definition.Invalid _ -> Optional.empty();
            case Definition.Valid valid -> start(valid);
        };
    }

    private Optional<Check> start(Definition.Valid valid) {
        ArtifactReference known = known();
        boolean pinned = declaration.suspended();
        if (pinned && (known == null || stored != null)) {
            young = false;
            next = Instant.MAX;
            return Optional.empty();
        }
        var check =
                new Check(
                        declaration.key(),
                        ++checks,
                        declaration.generation(),
                        declaration.requestedAt(),
                        cause,
                        valid.origin(),
                        valid.timeout(),
                        known,
                        pinned,
                        thorough);
        running = check;
        return Optional.of(check);
    }

    /// What is to be told without any check: that the declaration itself is wrong.
    public Optional<Announcement> judge() {
        if (declaration.definition() instanceof Definition.Invalid invalid
                && !declaration.suspended()
                && !declaration.deleting()) {
            next = Instant.MAX;
            young = false;
            return failed(
                    new CheckOutcome.Failed(
                            invalid.reason(), invalid.message(), "FetchFailed", true),
                    cause,
                    declaration.generation(),
                    declaration.requestedAt());
        }
        return Optional.empty();
    }

    /// Takes in what a check found.
    public Optional<Announcement> conclude(Check check, CheckOutcome outcome, Instant now) {
        if (running == null || running.number() != check.number()) {
            return Optional.empty();
        }
        if (outcome instanceof CheckOutcome.Stored held) {
            stored = held.artifact();
            return Optional.empty();
        }
        running = null;
        young = false;
        if (check.generation() != declaration.generation()) {
            hasten(Cause.SPEC_CHANGED, now);
            return Optional.empty();
        }
        boolean asked = !Objects.equals(check.requestedAt(), declaration.requestedAt());
        cause = asked ? Cause.REQUESTED : Cause.INTERVAL;
        Optional<Announcement> announcement =
                switch (outcome) {
                    case CheckOutcome.Current current -> {
                        failures = 0;
                        thorough = false;
                        next = now.plus(jitter.spread(interval()));
                        yield succeeded(current, check);
                    }
                    case CheckOutcome.Failed failed -> {
                        next = failed.stalled() ? Instant.MAX : now.plus(backOff());
                        cause = asked ? Cause.REQUESTED : Cause.RETRY;
                        failures++;
                        yield declaration.suspended()
                                ? Optional.empty()
                                : failed(
                                        failed,
                                        check.cause(),
                                        check.generation(),
                                        check.requestedAt());
                    }
                    case CheckOutcome.Stored _ -> Optional.empty();
                };
        if (asked) {
            next = now;
        }
        return announcement;
    }

    private Optional<Announcement> succeeded(CheckOutcome.Current current, Check check) {
        CommitDetected last = told.commit();
        boolean fresh =
                told.generation() != check.generation()
                        || !Objects.equals(told.requestedAt(), check.requestedAt());
        boolean failing = told.failure() != null;
        SourceEvent event = null;
        if (last == null || !Revisions.same(last.artifact(), current.artifact())) {
            var detected =
                    new CommitDetected(current.artifact(), current.commits(), current.truncated());
            last = detected;
            event = detected;
        } else if (fresh || failing) {
            event =
                    new SourceChecked(
                            last.artifact(),
                            "nothing new since revision " + last.artifact().revision());
        }
        stored = last.artifact();
        if (event == null || (declaration.suspended() && event instanceof SourceChecked)) {
            return Optional.empty();
        }
        told =
                new Announced(
                        check.generation(), check.requestedAt(), Announced.headOnly(last), null);
        return Optional.of(
                announcement(event, check.cause(), check.generation(), check.requestedAt()));
    }

    private Optional<Announcement> failed(
            CheckOutcome.Failed failure, Cause why, long generation, @Nullable String requestedAt) {
        var event =
                new SourceFailed(
                        failure.reason(),
                        failure.message(),
                        failure.condition(),
                        failure.stalled(),
                        stored);
        boolean same =
                told.generation() == generation
                        && Objects.equals(told.requestedAt(), requestedAt)
                        && event.equals(told.failure());
        told = new Announced(generation, requestedAt, told.commit(), event);
        return same
                ? Optional.empty()
                : Optional.of(announcement(event, why, generation, requestedAt));
    }

    /// Everything that a log which lost its records must hold of this source.
    public List<Announcement> again() {
        List<Announcement> all = new ArrayList<>();
        if (told.commit() != null) {
            all.add(repeat(told.commit()));
        }
        if (told.failure() != null) {
            all.add(repeat(told.failure()));
        }
        return all;
    }

    /// Makes the next check announce its artifact, whatever it finds; its record was not delivered.
    public void untell(Instant now) {
        told = Announced.NOTHING;
        hasten(Cause.UNANSWERED, now);
    }

    private Announcement repeat(SourceEvent event) {
        return announcement(event, Cause.LOG_LOST, told.generation(), told.requestedAt());
    }

    private Announcement announcement(
            SourceEvent event, Cause why, long generation, @Nullable String requestedAt) {
        return new Announcement(
                declaration.key(), declaration.uid(), generation, requestedAt, why, event);
    }

    private void hasten(Cause why, Instant now) {
        next = now;
        cause = why;
        failures = 0;
    }

    /// What was announced last, or else what the status remembers of it.
    private @Nullable ArtifactReference known() {
        CommitDetected commit = told.commit();
        return commit == null ? declaration.reported() : commit.artifact();
    }

    private Duration interval() {
        return switch (declaration.definition()) {
            case Definition.Valid valid -> valid.interval();
            case Definition.Invalid _ -> LONGEST_BACK_OFF;
        };
    }

    /// Doubles with each failure, and is never longer than the interval.
    private Duration backOff() {
        Duration wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures, 10));
        Duration longest =
                interval().compareTo(LONGEST_BACK_OFF) < 0 ? interval() : LONGEST_BACK_OFF;
        return jitter.spread(wait.compareTo(longest) > 0 ? longest : wait);
    }
}
