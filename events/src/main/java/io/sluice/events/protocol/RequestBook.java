package io.sluice.events.protocol;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Cause;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The source-watcher's book of what it asked for, so that every request is answered in the end
/// (protocol 2). Pure: the time comes in with each call.
///
/// Not safe for several threads.
public final class RequestBook {

    /// The first wait before an unanswered request is made again.
    public static final Duration FIRST_REPEAT = Duration.ofSeconds(60);

    /// The longest wait between two.
    public static final Duration LONGEST_REPEAT = Duration.ofMinutes(10);

    private static final Duration FIRST_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_AGAIN = Duration.ofSeconds(60);

    private final Map<ResourceKey, Entry> entries = new TreeMap<>();

    private final Map<ResourceKey, Retirement> retirements = new TreeMap<>();

    private record Retirement(RequestNumber request, Instant at) {}

    private record Entry(
            RequestNumber request, Instant askedAt, int unanswered, int again, Duration retry) {}

    /// When a unit is to be asked for again, and how.
    ///
    /// @param at the earliest time; in the past means now
    /// @param cause of the new request
    /// @param full whether the body must come along
    public record Repeat(Instant at, Cause cause, boolean full) {}

    /// Notes that a request was published.
    ///
    /// @param retryInterval of the unit: the wait after a failure
    public void asked(
            ResourceKey unit,
            RequestNumber request,
            Cause cause,
            Instant now,
            Duration retryInterval) {
        Entry held = entries.get(unit);
        int unanswered = held != null && cause == Cause.UNANSWERED ? held.unanswered() + 1 : 0;
        boolean again = cause == Cause.ARTIFACT_GONE || cause == Cause.BODY_MISSING;
        int times = held != null && again ? held.again() + 1 : 0;
        entries.put(unit, new Entry(request, now, unanswered, times, retryInterval));
    }

    /// The newest request of a unit.
    public Optional<RequestNumber> newest(ResourceKey unit) {
        return Optional.ofNullable(entries.get(unit)).map(Entry::request);
    }

    /// Whether the unit's newest request is not closed: neither refused by the renderer nor answered
    /// by the applier (protocol 2).
    ///
    /// @param slots of the unit, as read from `outcomes`
    public boolean isOpen(ResourceKey unit, Slots slots) {
        Entry entry = entries.get(unit);
        if (entry == null) {
            return false;
        }
        Filled<RenderAnswer> render = slots.render();
        if (render == null || !render.context().request().covers(entry.request())) {
            return true;
        }
        return switch (render.outcome()) {
            case RenderFailed _, RenderWaiting _ -> false;
            case RenderDeferred _ -> true;
            case Rendered _ ->
                    slots.apply() == null
                            || !slots.apply().context().request().covers(entry.request());
        };
    }

    /// Notes that a unit was retired.
    public void retired(ResourceKey unit, RequestNumber request, Instant now) {
        entries.remove(unit);
        retirements.put(unit, new Retirement(request, now));
    }

    /// Whether a unit without a resource, of which the log still holds records, must be retired
    /// (again). An answer to an earlier leader's request may be written after the retirement, so
    /// it is repeated until nothing is left.
    ///
    /// @param newest the greatest request of the unit's records
    public boolean needsRetirement(ResourceKey unit, RequestNumber newest, Instant now) {
        Retirement last = retirements.get(unit);
        return last == null
                || newest.isAfter(last.request())
                || !now.isBefore(last.at().plus(FIRST_REPEAT));
    }

    /// Forgets a unit that is gone or suspended.
    public void forget(ResourceKey unit) {
        entries.remove(unit);
    }

    /// When a unit must be asked for again because of what became of its newest request; empty
    /// if the request is answered and nothing failed, or the unit is released by events.
    ///
    /// @param slots of the unit, as read from `outcomes`
    public Optional<Repeat> repeat(ResourceKey unit, Slots slots) {
        Entry entry = entries.get(unit);
        if (entry == null) {
            return Optional.empty();
        }
        Filled<RenderAnswer> render = slots.render();
        if (render == null || !render.context().request().covers(entry.request())) {
            return Optional.of(unanswered(entry));
        }
        return switch (render.outcome()) {
            case RenderFailed _ -> Optional.of(retry(entry));
            case RenderWaiting _ -> Optional.empty();
            case RenderDeferred _ -> Optional.of(again(entry, Cause.ARTIFACT_GONE));
            case Rendered _ -> afterRendered(entry, slots.apply(), slots.health());
        };
    }

    private static Optional<Repeat> afterRendered(
            Entry entry,
            @Nullable Filled<ApplyOutcome> apply,
            @Nullable Filled<HealthReported> health) {
        if (apply == null || !apply.context().request().covers(entry.request())) {
            return Optional.of(unanswered(entry));
        }
        return switch (apply.outcome()) {
            case ApplyBlocked _, ApplySkipped _ -> Optional.empty();
            case ApplyFailed failed when Readiness.TERMINAL.contains(failed.reason()) ->
                    Optional.empty();
            case ApplyFailed failed ->
                    Optional.of(
                            failed.reason().equals(ApplyFailed.BODY_MISSING)
                                    ? again(entry, Cause.BODY_MISSING)
                                    : retry(entry));
            case Applied _ ->
                    health != null
                                    && health.context().request().covers(entry.request())
                                    && health.outcome().state() == HealthReported.State.FAILED
                            ? Optional.of(retry(entry))
                            : Optional.empty();
        };
    }

    private static Repeat unanswered(Entry entry) {
        Duration wait = backOff(FIRST_REPEAT, LONGEST_REPEAT, entry.unanswered());
        return new Repeat(entry.askedAt().plus(wait), Cause.UNANSWERED, true);
    }

    private static Repeat retry(Entry entry) {
        return new Repeat(entry.askedAt().plus(entry.retry()), Cause.RETRY, false);
    }

    private static Repeat again(Entry entry, Cause cause) {
        Duration wait =
                entry.again() == 0
                        ? Duration.ZERO
                        : backOff(FIRST_AGAIN, LONGEST_AGAIN, entry.again() - 1);
        return new Repeat(entry.askedAt().plus(wait), cause, true);
    }

    private static Duration backOff(Duration first, Duration longest, int times) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 10));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
