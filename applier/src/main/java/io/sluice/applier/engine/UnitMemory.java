package io.sluice.applier.engine;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Contest;
import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySpec;
import io.sluice.events.Head;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one process remembers of a unit while it owns it. Used by the unit's actor only.
final class UnitMemory {

    private final Map<String, Baseline> baselines = new HashMap<>();
    private final Map<String, Contest> contests = new HashMap<>();
    private @Nullable String handoverOf;
    private Instant handoverSince = Instant.MIN;
    private List<ObjectChange> carried = List.of();
    private @Nullable Stored stored;
    private String target = "";
    private boolean verified;
    private @Nullable Filled<ApplyOutcome> answered;
    private @Nullable Filled<HealthReported> health;
    private final Map<String, ObjectHealths.Judged> judged = new HashMap<>();
    private final Map<Integer, ReadyAnswers.Given> ready = new HashMap<>();
    private @Nullable HealthWatch watch;
    private @Nullable Read expressions;
    private @Nullable Head cause;

    Optional<Baseline> baseline(ObjectId id) {
        return Optional.ofNullable(baselines.get(id.inventoryId()));
    }

    void setBaseline(ObjectId id, Baseline baseline) {
        baselines.put(id.inventoryId(), baseline);
    }

    void forgetBaseline(ObjectId id) {
        baselines.remove(id.inventoryId());
    }

    /// Since when the objects that left a desired state wait for others to take them.
    Instant handover(String digest, Instant now) {
        if (!digest.equals(handoverOf)) {
            handoverOf = digest;
            handoverSince = now;
            carried = List.of();
        }
        return handoverSince;
    }

    /// Keeps what was changed before the wait.
    void carry(String digest, List<ObjectChange> changes) {
        if (digest.equals(handoverOf)) {
            carried = merged(changes);
        }
    }

    /// The changes of a run with those made before it had to wait; the wait is over.
    List<ObjectChange> carried(String digest, List<ObjectChange> changes) {
        List<ObjectChange> all = digest.equals(handoverOf) ? merged(changes) : changes;
        handoverOf = null;
        return all;
    }

    private List<ObjectChange> merged(List<ObjectChange> changes) {
        List<ObjectChange> merged = new ArrayList<>();
        for (ObjectChange change : changes) {
            boolean told = change.action() != ObjectChange.Action.UNCHANGED;
            merged.add(told ? change : earlier(change));
        }
        return merged;
    }

    private ObjectChange earlier(ObjectChange change) {
        return carried.stream()
                .filter(made -> made.object().isSameObject(change.object()))
                .findFirst()
                .orElse(change);
    }

    Contest contest(ObjectId id) {
        return contests.getOrDefault(id.inventoryId(), Contest.NONE);
    }

    void setContest(ObjectId id, Contest contest) {
        contests.put(id.inventoryId(), contest);
    }

    /// The unit's objects are in that cluster from now on: nothing is known of them but what was
    /// seen there.
    void enter(String cluster) {
        if (!target.equals(cluster)) {
            baselines.clear();
            contests.clear();
            target = cluster;
        }
    }

    @Nullable Stored stored() {
        return stored;
    }

    void setStored(Stored newest) {
        stored = newest;
    }

    boolean isVerified() {
        return verified;
    }

    void setVerified() {
        verified = true;
    }

    @Nullable Filled<ApplyOutcome> answered() {
        return answered;
    }

    void setAnswered(Filled<ApplyOutcome> outcome) {
        answered = outcome;
    }

    @Nullable Filled<HealthReported> health() {
        return health;
    }

    void setHealth(Filled<HealthReported> report) {
        health = report;
    }

    @Nullable HealthWatch watch() {
        return watch;
    }

    /// Whether somebody waits for news of the health.
    boolean awaitsHealth() {
        return watch != null && watch.course().isOpen();
    }

    /// What the last apply's outcome named as its cause.
    @Nullable Head cause() {
        return cause;
    }

    void setCause(@Nullable Head named) {
        cause = named;
    }

    /// What is followed from here on.
    void setWatch(@Nullable HealthWatch next) {
        watch = next;
        if (next == null) {
            judged.clear();
        }
    }

    ObjectHealths.@Nullable Judged judged(ObjectId id) {
        return judged.get(id.inventoryId());
    }

    void setJudged(ObjectId id, ObjectHealths.Judged health) {
        judged.put(id.inventoryId(), health);
    }

    ReadyAnswers.@Nullable Given ready(int index) {
        return ready.get(index);
    }

    void setReady(int index, ReadyAnswers.Given answer) {
        ready.put(index, answer);
    }

    /// The unit's expressions, read once for each spec.
    UnitExpressions.Reading expressions(ApplySpec spec, Supplier<UnitExpressions.Reading> reader) {
        Read held = expressions;
        if (held == null || !held.spec().equals(spec)) {
            ready.clear();
            judged.clear();
            held = new Read(spec, reader.get());
            expressions = held;
        }
        return held.reading();
    }

    private record Read(ApplySpec spec, UnitExpressions.Reading reading) {}

    /// Forgets everything, as when the unit is gone.
    void clear() {
        baselines.clear();
        contests.clear();
        handoverOf = null;
        carried = List.of();
        stored = null;
        verified = false;
        answered = null;
        health = null;
        setWatch(null);
        ready.clear();
        expressions = null;
        cause = null;
    }
}
