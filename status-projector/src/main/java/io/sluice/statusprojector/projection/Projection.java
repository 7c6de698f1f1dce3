package io.sluice.statusprojector.projection;

import io.sluice.events.ApplyOutcome;
import io.sluice.events.CommitDetected;
import io.sluice.events.DriftEvent;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.SourceEvent;
import io.sluice.events.Tombstone;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The read model of the whole log: give it every record in the order of its partition, ask it
/// about any unit or source. It has no side effects, and the same records give the same answers.
///
/// One thread applies and forgets; any thread asks.
public final class Projection {
    private final Partitions partitions;
    private final List<SlotTable> outcomes;
    private final List<SlotTable> commits;
    private final Map<ResourceKey, UnitMemory> units = new ConcurrentHashMap<>();
    private final Map<ResourceKey, SourceMemory> sources = new ConcurrentHashMap<>();
    private final Map<Place, Long> passed = new ConcurrentHashMap<>();

    private record Place(Topic topic, int partition) {}

    /// An empty projection of a log with so many partitions.
    public Projection(Partitions partitions) {
        this.partitions = partitions;
        this.outcomes = tables(partitions.count());
        this.commits = tables(partitions.count());
    }

    private static List<SlotTable> tables(int count) {
        return IntStream.range(0, count).mapToObj(_ -> new SlotTable()).toList();
    }

    /// Takes a record in.
    ///
    /// @return what changed for those who look on; empty if the record is older than what is known
    public Optional<Change> apply(Position position, Envelope envelope) {
        Change change =
                switch (position.topic()) {
                    case COMMITS -> commit(envelope);
                    case REQUESTS -> request(envelope);
                    case MANIFESTS -> manifests(envelope);
                    case OUTCOMES -> outcome(envelope);
                    case DRIFT -> drift(envelope);
                    case DEAD_LETTERS -> null;
                };
        pass(position);
        return Optional.ofNullable(change);
    }

    /// Notes that everything up to this record was read, also if it was refused.
    public void pass(Position position) {
        passed.put(new Place(position.topic(), position.partition()), position.offset());
    }

    /// Whether the record at this position, and all before it, are part of the answers.
    public boolean hasPassed(Position position) {
        Place place = new Place(position.topic(), position.partition());
        return passed.getOrDefault(place, -1L) >= position.offset();
    }

    /// Forgets what one partition of a topic said; it was lost and is read again.
    public void forget(Topic topic, int partition) {
        passed.remove(new Place(topic, partition));
        switch (topic) {
            case COMMITS -> commits.get(partition).clear();
            case OUTCOMES -> outcomes.get(partition).clear();
            case REQUESTS -> forgetUnits(partition, unit -> unit.withAsked(null));
            case MANIFESTS ->
                    forgetUnits(partition, unit -> unit.withBody(null).withConfirmed(null));
            case DRIFT -> forgetUnits(partition, unit -> unit.withDrift(Drift.NONE));
            case DEAD_LETTERS -> {}
        }
    }

    private void forgetUnits(int partition, Edit edit) {
        units.replaceAll((key, unit) -> partitions.of(key) == partition ? edit.of(unit) : unit);
    }

    /// What the log says of a unit; empty if nothing, or only that it is gone.
    public Optional<UnitView> unit(ResourceKey key) {
        SlotTable slots = outcomes.get(partitions.of(key));
        UnitMemory memory = units.getOrDefault(key, UnitMemory.EMPTY);
        UnitView view =
                new UnitView(
                        key,
                        memory.asked(),
                        Recorded.of(slots.get(key.slot(Slot.RENDER)), RenderAnswer.class),
                        Recorded.of(slots.get(key.slot(Slot.APPLY)), ApplyOutcome.class),
                        Recorded.of(slots.get(key.slot(Slot.HEALTH)), HealthReported.class),
                        memory.body(),
                        memory.confirmed(),
                        memory.timeline(),
                        detected(memory),
                        memory.drift());
        return view.isEmpty() || view.isGone() ? Optional.empty() : Optional.of(view);
    }

    private @Nullable Instant detected(UnitMemory memory) {
        Recorded<Ask> asked = memory.asked();
        String revision = memory.timeline().revision();
        if (asked == null || asked.context().source() == null || revision == null) {
            return null;
        }
        return sources.getOrDefault(asked.context().source().key(), SourceMemory.EMPTY)
                .detected(revision)
                .orElse(null);
    }

    /// What the log says of a source.
    public Optional<SourceView> source(ResourceKey key) {
        SlotTable slots = commits.get(partitions.of(key));
        SourceView view =
                new SourceView(
                        key,
                        Recorded.of(slots.get(key.slot(Slot.SELF)), CommitDetected.class),
                        Recorded.of(slots.get(key.slot(Slot.CHECK)), SourceEvent.class));
        return view.newest().isEmpty() ? Optional.empty() : Optional.of(view);
    }

    /// When the source announced its current revision.
    public Optional<Instant> detected(ResourceKey source, String revision) {
        return sources.getOrDefault(source, SourceMemory.EMPTY).detected(revision);
    }

    /// Every unit that the log knows, in order.
    public List<UnitView> units() {
        return keys(outcomes, units.keySet()).flatMap(key -> unit(key).stream()).toList();
    }

    /// Every source that the log knows, in order.
    public List<SourceView> sources() {
        return keys(commits, sources.keySet()).flatMap(key -> source(key).stream()).toList();
    }

    private static Stream<ResourceKey> keys(List<SlotTable> tables, Set<ResourceKey> more) {
        return Stream.concat(
                        tables.stream().flatMap(table -> table.resources().stream()), more.stream())
                .distinct()
                .sorted();
    }

    private @Nullable Change commit(Envelope envelope) {
        ResourceKey key = envelope.resource();
        SlotTable.Change change = commits.get(partitions.of(key)).offer(envelope);
        if (change == SlotTable.Change.ACCEPTED
                && envelope.event() instanceof CommitDetected found) {
            sources.merge(
                    key,
                    SourceMemory.EMPTY.with(found.artifact().revision(), envelope.head().time()),
                    (held, _) -> held.with(found.artifact().revision(), envelope.head().time()));
        }
        return change == SlotTable.Change.OLDER ? null : Changes.ofSource(envelope);
    }

    private @Nullable Change request(Envelope envelope) {
        Ask ask = Changes.askOf(envelope.event());
        if (ask == null) {
            return null;
        }
        var asked = new Recorded<>(envelope.context(), envelope.head().time(), ask);
        UnitMemory held = units.getOrDefault(envelope.resource(), UnitMemory.EMPTY);
        boolean newest = asked.replaces(held.asked());
        UnitMemory next = newest ? held.withAsked(asked) : held;
        if (ask instanceof Ask.Render) {
            next =
                    next.withTimeline(
                            held.timeline()
                                    .reached(Stage.REQUESTED, asked.context(), asked.time()));
        }
        units.put(envelope.resource(), next);
        return newest ? Changes.ofAsk(envelope.head(), ask) : null;
    }

    private @Nullable Change manifests(Envelope envelope) {
        ResourceKey key = envelope.resource();
        UnitMemory held = units.getOrDefault(key, UnitMemory.EMPTY);
        Optional<UnitMemory> next = ManifestsRules.after(held, envelope);
        next.ifPresent(memory -> units.put(key, memory));
        return next.isEmpty() ? null : Changes.ofManifests(envelope);
    }

    private @Nullable Change outcome(Envelope envelope) {
        ResourceKey key = envelope.resource();
        SlotTable.Change change = outcomes.get(partitions.of(key)).offer(envelope);
        if (change == SlotTable.Change.OLDER) {
            return null;
        }
        Event event = envelope.event();
        if (event instanceof Tombstone) {
            tidy(key);
            return null;
        }
        Stage stage = Changes.stageOf(event);
        units.compute(
                key,
                (_, held) -> {
                    UnitMemory base = held == null ? UnitMemory.EMPTY : held;
                    return base.withTimeline(
                            base.timeline()
                                    .reached(stage, envelope.context(), envelope.head().time()));
                });
        return Changes.ofOutcome(envelope, stage);
    }

    private @Nullable Change drift(Envelope envelope) {
        if (!(envelope.event() instanceof DriftEvent event)) {
            return null;
        }
        units.compute(
                envelope.resource(),
                (_, held) -> {
                    UnitMemory base = held == null ? UnitMemory.EMPTY : held;
                    return base.withDrift(base.drift().after(event, envelope.head().time()));
                });
        return Changes.ofDrift(envelope.head(), event);
    }

    /// A unit of which nothing but memories is left is dropped.
    private void tidy(ResourceKey key) {
        boolean empty = outcomes.get(partitions.of(key)).of(key).isEmpty();
        units.computeIfPresent(
                key,
                (_, memory) -> {
                    boolean retired =
                            memory.asked() == null || memory.asked().fact() instanceof Ask.Retire;
                    return empty && retired && memory.body() == null ? null : memory;
                });
    }

    private interface Edit {
        UnitMemory of(UnitMemory unit);
    }

    /// The partition a resource's records are in.
    public int partitionOf(ResourceKey key) {
        return partitions.of(key);
    }

    /// Everything the log knows that lies in one partition, units and sources, in order.
    public List<ResourceKey> resourcesIn(int partition) {
        Stream<ResourceKey> remembered =
                units.keySet().stream().filter(key -> partitions.of(key) == partition);
        return Stream.of(
                        outcomes.get(partition).resources().stream(),
                        commits.get(partition).resources().stream(),
                        remembered)
                .flatMap(keys -> keys)
                .distinct()
                .sorted()
                .toList();
    }
}
