package io.sluice.applier.engine;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Context;
import io.sluice.events.DriftEvent;
import io.sluice.events.Envelope;
import io.sluice.events.Head;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.LastReady;
import io.sluice.events.ObjectChange;
import io.sluice.events.Outcome;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.protocol.Slots;
import io.sluice.events.protocol.Slots.Filled;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What one unit says on the log, and remembers to have said.
final class UnitReports {

    private static final Logger LOG = Logger.getLogger(UnitReports.class);

    private static final int UNDELIVERED = 1000;

    private final ResourceKey unit;
    private final Publications publications;
    private final Directory directory;
    private final UnitMemory memory;
    private final Runnable retry;
    private final BlockingQueue<Envelope> undelivered = new LinkedBlockingQueue<>(UNDELIVERED);

    /// @param retry is run when a report could not be delivered
    UnitReports(
            ResourceKey unit,
            Publications publications,
            Directory directory,
            UnitMemory memory,
            Runnable retry) {
        this.unit = unit;
        this.publications = publications;
        this.directory = directory;
        this.memory = memory;
        this.retry = retry;
    }

    /// The newest `#apply`, said or read.
    @Nullable Filled<ApplyOutcome> answered() {
        return newest(memory.answered(), directory.slots(unit).apply());
    }

    /// The newest `#health`, said or read.
    @Nullable Filled<HealthReported> health() {
        return newest(memory.health(), directory.slots(unit).health());
    }

    void say(Context context, ApplyOutcome outcome, @Nullable Head cause) {
        memory.setAnswered(new Filled<>(context, outcome));
        log(context, outcome);
        publish(Slot.APPLY, context, outcome, cause);
    }

    void say(Context context, HealthReported report, @Nullable Head cause) {
        memory.setHealth(new Filled<>(context, report));
        LOG.infof(
                "health %s: unit=%s revision=%s request=%s",
                report.state(), unit, context.revision(), context.request());
        publish(Slot.HEALTH, context, report, cause);
    }

    void say(Context context, DriftEvent event, @Nullable Head cause) {
        deliver(publications.envelope(unit.slot(Slot.SELF), context, event, cause));
    }

    /// No slot repeats what is said of drift: it is kept until it is on the log, but not without
    /// limit, as the broker may be away for long.
    private void deliver(Envelope drift) {
        publications
                .again(Topic.DRIFT, drift)
                .whenComplete(
                        (_, problem) -> {
                            if (problem != null && undelivered.offer(drift)) {
                                retry.run();
                            }
                        });
    }

    /// The newest revision that was ready, if this one is not.
    @Nullable LastReady lastReady(String uid) {
        Filled<HealthReported> health = health();
        return health != null && health.context().uid().equals(uid)
                ? health.outcome().lastReady()
                : null;
    }

    private void publish(Slot slot, Context context, Outcome outcome, @Nullable Head cause) {
        publications
                .publish(Topic.OUTCOMES, unit.slot(slot), context, outcome, cause)
                .whenComplete(
                        (_, problem) -> {
                            if (problem != null) {
                                LOG.warnf(
                                        "not delivered, is said again: %s%s (%s)",
                                        unit, slot.suffix(), problem.getMessage());
                                retry.run();
                            }
                        });
    }

    /// Says again what was said but is not on the log.
    void sayAgain() {
        List<Envelope> drift = new ArrayList<>();
        undelivered.drainTo(drift);
        drift.forEach(this::deliver);
        Slots read = directory.slots(unit);
        Filled<ApplyOutcome> apply = memory.answered();
        if (apply != null && isMissing(apply, read.apply())) {
            publish(Slot.APPLY, apply.context(), apply.outcome(), null);
        }
        Filled<HealthReported> health = memory.health();
        if (health != null && isMissing(health, read.health())) {
            publish(Slot.HEALTH, health.context(), health.outcome(), null);
        }
    }

    private static <T> boolean isMissing(Filled<T> said, @Nullable Filled<T> read) {
        return read == null || said.context().request().isAfter(read.context().request());
    }

    private static <T> @Nullable Filled<T> newest(
            @Nullable Filled<T> said, @Nullable Filled<T> read) {
        if (said == null || read == null) {
            return said == null ? read : said;
        }
        return said.context().request().covers(read.context().request()) ? said : read;
    }

    private void log(Context context, ApplyOutcome outcome) {
        String what =
                switch (outcome) {
                    case Applied applied ->
                            "applied in %d ms, %s"
                                    .formatted(applied.millis(), counted(applied.changes()));
                    case ApplyFailed failed ->
                            "failed (" + failed.reason() + ") " + failed.message();
                    case ApplyBlocked blocked -> "blocked: " + blocked.message();
                    case ApplySkipped skipped -> "skipped: " + skipped.message();
                };
        LOG.logf(
                outcome instanceof ApplyFailed ? Logger.Level.WARN : Logger.Level.INFO,
                "%s: unit=%s revision=%s request=%s",
                what,
                unit,
                context.revision(),
                context.request());
    }

    private static String counted(List<ObjectChange> changes) {
        StringBuilder text = new StringBuilder();
        for (ObjectChange.Action action : ObjectChange.Action.values()) {
            long count = changes.stream().filter(change -> change.action() == action).count();
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(count).append(' ');
                text.append(action.word());
            }
        }
        return text.isEmpty() ? "no objects" : text.toString();
    }

    /// The context of the newest thing known of the unit.
    Optional<Context> lastContext() {
        return Optional.ofNullable(answered()).map(Filled::context);
    }
}
