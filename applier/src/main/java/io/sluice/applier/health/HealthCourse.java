package io.sluice.applier.health;

import io.sluice.events.HealthReported.State;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the health of an applied unit stands: awaited after an apply, then lost and found again as
/// its objects change.
///
/// @param phase it is in
/// @param since when it is awaited, or was lost
/// @param timeout of the unit
public record HealthCourse(Phase phase, Instant since, Duration timeout) {

    /// A unit that was ready may be on its way again this long before anyone is told: pods that are
    /// moved or scaled are no news.
    public static final Duration GRACE = Duration.ofSeconds(10);

    /// What was last said.
    public enum Phase {
        /// It is waited for, and everybody knows.
        AWAITED,
        /// All objects are healthy.
        HEALTHY,
        /// All objects were healthy a moment ago.
        WAVERING,
        /// It is not what it should be.
        FAILED
    }

    /// What follows from a look at the objects.
    ///
    /// @param course from here on
    /// @param news set when there is something to say
    /// @param lookAgain when to look again at the latest; null if only a change of the objects counts
    public record Next(
            HealthCourse course, Optional<HealthVerdict> news, @Nullable Instant lookAgain) {}

    /// Begins the wait after an apply; there always are news.
    public static Next begin(Map<ObjectId, ObjectHealth> objects, Instant now, Duration timeout) {
        HealthCourse begun = new HealthCourse(Phase.AWAITED, now, timeout);
        Next next = begun.look(objects, now);
        return next.news().isPresent()
                ? next
                : new Next(
                        next.course(), Optional.of(begun.verdict(objects, now)), next.lookAgain());
    }

    /// Goes on from what was said before a restart.
    public static HealthCourse resume(State said, Instant now, Duration timeout) {
        Phase phase =
                switch (said) {
                    case HEALTHY, NOT_AWAITED -> Phase.HEALTHY;
                    case FAILED -> Phase.FAILED;
                    case WAITING, UNKNOWN -> Phase.AWAITED;
                };
        return new HealthCourse(phase, now, timeout);
    }

    /// Whether everybody knows that it is waited for.
    public boolean isAwaited() {
        return phase == Phase.AWAITED;
    }

    /// Whether somebody waits for news, so that what is not watched is to be asked for.
    public boolean isOpen() {
        return phase == Phase.AWAITED || phase == Phase.WAVERING;
    }

    /// Looks at the objects.
    public Next look(Map<ObjectId, ObjectHealth> objects, Instant now) {
        return switch (phase) {
            case AWAITED -> await(objects, now);
            case HEALTHY ->
                    verdict(objects, now).state() == State.HEALTHY
                            ? stay(objects, now, null)
                            : new HealthCourse(Phase.WAVERING, now, timeout).waver(objects, now);
            case WAVERING -> waver(objects, now);
            case FAILED -> {
                HealthVerdict verdict = verdict(objects, now);
                yield verdict.state() == State.HEALTHY
                        ? say(Phase.HEALTHY, verdict)
                        : stay(objects, now, null);
            }
        };
    }

    private Next await(Map<ObjectId, ObjectHealth> objects, Instant now) {
        HealthVerdict verdict = verdict(objects, now);
        return switch (verdict.state()) {
            case HEALTHY -> say(Phase.HEALTHY, verdict);
            case FAILED -> say(Phase.FAILED, verdict);
            case WAITING, NOT_AWAITED, UNKNOWN -> stay(objects, now, since.plus(timeout));
        };
    }

    private Next waver(Map<ObjectId, ObjectHealth> objects, Instant now) {
        HealthVerdict verdict = verdict(objects, now);
        if (verdict.state() == State.HEALTHY) {
            return new Next(
                    new HealthCourse(Phase.HEALTHY, since, timeout), Optional.empty(), null);
        }
        if (verdict.state() == State.FAILED) {
            return say(Phase.FAILED, verdict);
        }
        if (now.isBefore(since.plus(GRACE))) {
            return stay(objects, now, since.plus(GRACE));
        }
        HealthCourse lost = new HealthCourse(Phase.AWAITED, since, timeout);
        return new Next(lost, Optional.of(verdict), since.plus(timeout));
    }

    private HealthVerdict verdict(Map<ObjectId, ObjectHealth> objects, Instant now) {
        Map<ObjectId, ObjectHealth> here = new LinkedHashMap<>();
        objects.forEach((id, health) -> here.put(id, health.at(now)));
        return HealthVerdict.of(here, Duration.between(since, now), timeout);
    }

    private Next say(Phase to, HealthVerdict verdict) {
        return new Next(new HealthCourse(to, since, timeout), Optional.of(verdict), null);
    }

    /// Time alone can turn an object's health.
    private Next stay(
            Map<ObjectId, ObjectHealth> objects, Instant now, @Nullable Instant lookAgain) {
        Instant earliest =
                Stream.concat(
                                Stream.ofNullable(lookAgain),
                                objects.values().stream()
                                        .flatMap(health -> Stream.ofNullable(health.failsAt()))
                                        .filter(now::isBefore))
                        .min(Instant::compareTo)
                        .orElse(null);
        return new Next(this, Optional.empty(), earliest);
    }
}
