package io.sluice.statusprojector.status;

import io.sluice.api.meta.Condition;
import io.sluice.api.meta.Condition.Status;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.WellKnown;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// What the status of a resource that nobody serves shall say: that it is stalled, so that nobody
/// waits for it until a timeout.
///
/// Where another controller speaks of the resource, it is left to that one. The first to speak of
/// a new generation is given a moment, an asked-for reconciliation longer.
public final class UnservedReport {
    /// The reason of both conditions.
    public static final String REASON = "KindNotServed";

    private static final String OCI = "oci";
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final Live<UnservedSpec, UnservedStatus> live;
    private final UnservedKind kind;
    private final Duration grace;

    private UnservedReport(
            Live<UnservedSpec, UnservedStatus> live, UnservedKind kind, Duration grace) {
        this.live = live;
        this.kind = kind;
        this.grace = grace;
    }

    /// Decides.
    ///
    /// @param grace how long another controller has to speak of a new generation
    public static Report<UnservedStatus> of(
            Live<UnservedSpec, UnservedStatus> live, UnservedKind kind, Duration grace) {
        if (live.suspended()) {
            return new Report.Leave<>("suspended");
        }
        var report = new UnservedReport(live, kind, grace);
        return live.spec().type().equals(OCI) ? report.settled() : report.decide();
    }

    /// A HelmRepository of type oci is a mere address and has no status, as in Flux.
    private Report<UnservedStatus> settled() {
        return live.status().equals(UnservedStatus.EMPTY)
                ? new Report.Leave<>("it has no status")
                : new Report.Show<>(UnservedStatus.EMPTY, Instant.MIN, live.since());
    }

    private Report<UnservedStatus> decide() {
        if (isSpokenFor() && !isUnanswered()) {
            return new Report.Leave<>("another controller serves it");
        }
        Instant due = isSpokenFor() ? asked().plus(TO_ANSWER) : live.since().plus(grace);
        UnservedStatus wanted = stalled(isSpokenFor() ? due : live.since());
        return wanted.equals(live.status())
                ? new Report.Leave<>("it says so already")
                : new Report.Show<>(wanted, due, live.since());
    }

    /// Whether somebody else wrote a condition of this generation.
    private boolean isSpokenFor() {
        return live.status().conditions().stream()
                .anyMatch(
                        one ->
                                one.observedGeneration() == live.generation()
                                        && !one.reason().equals(REASON));
    }

    private boolean isUnanswered() {
        return !asked().equals(Instant.MAX)
                && !live.requestedAt()
                        .equals(Optional.ofNullable(live.status().lastHandledReconcileAt()));
    }

    /// When a reconciliation was asked for; the far future if that is not known.
    private Instant asked() {
        try {
            return live.requestedAt()
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .orElse(Instant.MAX);
        } catch (DateTimeException _) {
            return Instant.MAX;
        }
    }

    private UnservedStatus stalled(Instant since) {
        List<Condition> before = live.status().conditions();
        List<Condition> conditions =
                new Conditions(before, live.generation(), since)
                        .set(ConditionTypes.READY, Status.False, REASON, message())
                        .set(ConditionTypes.STALLED, Status.True, REASON, message())
                        .list();
        return new UnservedStatus(
                conditions,
                live.requestedAt().orElse(live.status().lastHandledReconcileAt()),
                kind.observes()
                        ? Long.valueOf(live.generation())
                        : live.status().observedGeneration());
    }

    private String message() {
        return live.deleting()
                ? kind.message()
                        + "; it is being deleted: take off its finalizers ("
                        + WellKnown.FINALIZER
                        + ") if what it made may stay"
                : kind.message();
    }
}
