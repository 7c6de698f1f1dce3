package io.sluice.applier;

import io.sluice.applier.engine.Engine;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.log.Lane;
import io.sluice.events.log.Publisher;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A log in memory that delivers at once: what is published is read back, and a new process reads
/// everything from the beginning.
final class MemoryLog implements Publisher {

    static final Partitions PARTITIONS = new Partitions(3);

    record Entry(Topic topic, Envelope envelope) {}

    /// A partition that is ours until we say otherwise.
    record TestLane(int partition, AtomicBoolean alive) implements Lane {
        @Override
        public boolean isAlive() {
            return alive.get();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Engine reader;
    private List<TestLane> lanes = List.of();

    /// A process begins to read.
    synchronized void attach(Engine engine) throws InterruptedException {
        reader = engine;
        lanes =
                java.util.stream.IntStream.range(0, PARTITIONS.count())
                        .mapToObj(partition -> new TestLane(partition, new AtomicBoolean(true)))
                        .toList();
        lanes.forEach(engine::assigned);
        entries.forEach(entry -> deliver(engine, entry));
        engine.outcomesKnown();
        engine.claimsKnown();
        lanes.forEach(engine::caughtUp);
    }

    /// The process no longer reads.
    synchronized void detach() {
        reader = null;
        lanes.forEach(lane -> lane.alive().set(false));
    }

    /// Everything is gone.
    synchronized void lose() {
        entries.clear();
    }

    @Override
    public synchronized CompletionStage<Position> publish(Topic topic, Envelope envelope) {
        Entry entry = new Entry(topic, envelope);
        entries.add(entry);
        Engine engine = reader;
        if (engine != null) {
            deliver(engine, entry);
        }
        return CompletableFuture.completedStage(new Position(topic, 0, entries.size()));
    }

    @Override
    public CompletionStage<Position> publish(Topic topic, Envelope envelope, int partition) {
        return publish(topic, envelope);
    }

    @Override
    public CompletionStage<Position> deadLetter(
            ConsumerRecord<String, byte[]> record, String reason, boolean withBody) {
        throw new IllegalStateException(reason);
    }

    /// The newest record of a slot.
    synchronized Optional<Envelope> newest(ResourceKey unit, Slot slot) {
        return entries.reversed().stream()
                .filter(entry -> entry.topic() == Topic.OUTCOMES)
                .map(Entry::envelope)
                .filter(envelope -> envelope.head().key().equals(unit.slot(slot)))
                .findFirst();
    }

    /// All outcomes, oldest first.
    synchronized List<Envelope> outcomes() {
        return entries.stream()
                .filter(entry -> entry.topic() == Topic.OUTCOMES)
                .map(Entry::envelope)
                .toList();
    }

    /// All events of a type about a unit, oldest first.
    synchronized <T extends Event> List<T> all(ResourceKey unit, Class<T> type) {
        return entries.stream()
                .map(Entry::envelope)
                .filter(envelope -> envelope.resource().equals(unit))
                .map(Envelope::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void deliver(Engine engine, Entry entry) {
        int partition = PARTITIONS.of(entry.envelope().resource());
        switch (entry.topic()) {
            case MANIFESTS -> {
                engine.desired(lanes.get(partition), entry.envelope());
                engine.claimed(entry.envelope());
            }
            case OUTCOMES -> engine.outcome(partition, entry.envelope());
            case COMMITS, REQUESTS, DRIFT, DEAD_LETTERS -> {}
        }
    }
}
