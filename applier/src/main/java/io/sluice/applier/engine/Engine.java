package io.sluice.applier.engine;

import io.sluice.applier.unit.Declaration;
import io.sluice.events.Envelope;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.log.Lane;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/// All units of the partitions that are ours. News of any kind comes in here and goes to the
/// actors of the units it concerns.
public final class Engine {

    private static final Duration END = Duration.ofSeconds(9);

    private final Partitions partitions;
    private final Environment environment;
    private final OutcomeSlots slots;
    private final Claims claims;
    private final Directory directory;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Map<Integer, Assignment> assignments = new ConcurrentHashMap<>();
    private final Map<ResourceKey, UnitActor> actors = new ConcurrentHashMap<>();
    private final Attention attention = new Attention();
    private final AtomicBoolean outcomesKnown = new AtomicBoolean();
    private final AtomicBoolean declarationsKnown = new AtomicBoolean();

    /// @param executor runs the actors; a virtual thread each
    /// @param timer signals them later
    public Engine(
            Partitions partitions,
            Environment environment,
            Executor executor,
            ScheduledExecutorService timer) {
        this.partitions = partitions;
        this.environment = environment;
        this.slots = new OutcomeSlots(partitions);
        this.claims = new Claims(partitions);
        this.directory = new Directory(slots, claims);
        this.executor = executor;
        this.timer = timer;
    }

    /// A partition is ours from now on.
    public void assigned(Lane lane) {
        assignments.put(lane.partition(), new Assignment(lane));
        directory.units().stream()
                .filter(unit -> partitions.of(unit) == lane.partition())
                .forEach(this::signal);
    }

    /// A record of the desired-state table was read.
    public void desired(Lane lane, Envelope record) {
        Assignment assignment = assignments.get(lane.partition());
        if (assignment != null && assignment.isOf(lane)) {
            assignment.offer(record);
            signal(record.resource());
        }
    }

    /// The desired-state table of a partition is complete.
    public void caughtUp(Lane lane) {
        Assignment assignment = assignments.get(lane.partition());
        if (assignment != null && assignment.isOf(lane)) {
            assignment.setCaughtUp();
            signalAll();
        }
    }

    /// A partition is no longer ours; returns when nothing more is done for its units.
    public void dropped(Lane lane) throws InterruptedException {
        Assignment assignment = assignments.get(lane.partition());
        if (assignment == null || !assignment.isOf(lane)) {
            return;
        }
        assignments.remove(lane.partition());
        List<UnitActor> ending = new ArrayList<>();
        actors.forEach(
                (unit, actor) -> {
                    if (partitions.of(unit) == lane.partition()) {
                        actor.stop();
                        ending.add(actor);
                        actors.remove(unit, actor);
                    }
                });
        Instant deadline = environment.clock().instant().plus(END);
        for (UnitActor actor : ending) {
            Duration left = Duration.between(environment.clock().instant(), deadline);
            actor.awaitEnd(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /// An outcome was read.
    public void outcome(int partition, Envelope record) {
        if (slots.offer(partition, record) == SlotTable.Change.OLDER && isOurs(record)) {
            slots.held(partition, record)
                    .ifPresent(held -> environment.publications().again(Topic.OUTCOMES, held));
        }
        if (outcomesKnown.get()) {
            signalWithDependents(record.resource());
        }
        if (record.head().key().slot() != Slot.HEALTH) {
            attention.concernedBy(record.resource()).forEach(this::signal);
        }
    }

    /// A desired state of any unit of the cluster was read.
    public void claimed(Envelope record) {
        claims.offer(record);
        attention.concernedBy(record.resource()).forEach(this::signal);
    }

    /// The desired states of all units are read to their end.
    public void claimsKnown() {
        claims.setKnown();
        attention.all().forEach(this::signal);
    }

    /// The desired states of a partition were lost and are read from the beginning.
    public void claimsLost(int partition) {
        claims.forget(partition);
    }

    /// A kind is served now, or differently.
    public void served(String group, String kind, List<String> versions) {
        versions.forEach(version -> environment.discovery().expect(group, version, kind));
        actors.values().forEach(actor -> actor.served(group, kind));
    }

    /// A kind is served no longer.
    public void unserved(String group, List<String> versions) {
        versions.forEach(version -> environment.discovery().forget(group + "/" + version));
    }

    /// The outcomes are read to their end.
    public void outcomesKnown() {
        outcomesKnown.set(true);
        signalAll();
    }

    /// The outcomes of a partition were lost and are read from the beginning.
    public void outcomesLost(int partition) {
        slots.forget(partition);
    }

    /// A unit's resource is new or changed.
    public void declared(Declaration declaration, LiveResource resource) {
        if (directory.put(declaration, resource)) {
            environment.judging().bodies().judge(declaration.unit(), resource.judged());
        }
        if (declarationsKnown.get()) {
            signalConcerned(declaration.unit());
        }
    }

    /// A unit's resource is gone.
    public void undeclared(ResourceKey unit) {
        directory.remove(unit);
        environment.judging().bodies().judge(unit, Set.of());
        signalConcerned(unit);
    }

    /// All resources of units have been seen; nothing is done before.
    public void declarationsKnown() {
        declarationsKnown.set(true);
        signalAll();
    }

    /// A managed object changed or vanished.
    ///
    /// @param owners the units its labels name, before and now
    public void observed(ObjectId id, List<ResourceKey> owners) {
        for (ResourceKey owner : owners) {
            UnitActor actor = actors.get(owner);
            if (actor != null) {
                actor.touch(id);
            }
        }
    }

    /// Whether everything is known that is needed to act.
    public boolean isReady() {
        return outcomesKnown.get()
                && declarationsKnown.get()
                && assignments.values().stream().allMatch(Assignment::isCaughtUp);
    }

    /// How many units are ours.
    public int units() {
        return actors.size();
    }

    /// Stops everything.
    public void close() {
        actors.values().forEach(UnitActor::stop);
    }

    private boolean isOurs(Envelope record) {
        return switch (record.head().key().slot()) {
            case APPLY, HEALTH -> assignments.containsKey(partitions.of(record.resource()));
            case SELF, CONFIRMED, RENDER, CHECK -> false;
        };
    }

    private void signalWithDependents(ResourceKey unit) {
        signal(unit);
        directory.dependentsOf(unit).forEach(this::signal);
    }

    private void signalConcerned(ResourceKey unit) {
        signalWithDependents(unit);
        attention.concernedBy(unit).forEach(this::signal);
    }

    private void signalAll() {
        directory.units().forEach(this::signal);
        actors.values().forEach(UnitActor::signal);
    }

    private void signal(ResourceKey unit) {
        Optional.ofNullable(assignments.get(partitions.of(unit)))
                .filter(_ -> declarationsKnown.get())
                .map(assignment -> actors.computeIfAbsent(unit, key -> actor(key, assignment)))
                .ifPresent(UnitActor::signal);
    }

    private UnitActor actor(ResourceKey unit, Assignment assignment) {
        return new UnitActor(
                unit,
                assignment,
                directory,
                environment,
                outcomesKnown::get,
                attention,
                executor,
                timer);
    }
}
