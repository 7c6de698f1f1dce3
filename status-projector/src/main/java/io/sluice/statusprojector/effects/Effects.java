package io.sluice.statusprojector.effects;

import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.projection.Projection;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Keeps the statuses of our partitions' resources equal to what the projection says.
///
/// It is driven by levels, not by edges: a touch only makes it look again, and what it then writes
/// is the current state. At the start, after a loss of the log and with each partition that becomes
/// ours it looks at everything in it, so that a forgotten touch costs nothing but time.
public final class Effects implements AutoCloseable {
    private final Projection projection;
    private final Desks desks;
    private final InstantSource clock;
    private final ExecutorService writers;
    private final ScheduledExecutorService timer;
    private final Map<ResourceKey, Caretaker> caretakers = new ConcurrentHashMap<>();
    private final Set<Integer> owned = new ConcurrentSkipListSet<>();
    private volatile boolean open;

    /// @param desks by kind; kinds without one have no status
    /// @param writers how many statuses are written at once
    public Effects(Projection projection, Desks desks, InstantSource clock, int writers) {
        this.projection = projection;
        this.desks = desks;
        this.clock = clock;
        this.writers =
                new ThreadPoolExecutor(
                        writers,
                        writers,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofVirtual().name("status-", 0).factory(),
                        new ThreadPoolExecutor.DiscardPolicy()); // what comes after the end
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("status-timer").daemon().factory());
    }

    /// The projection has caught up and the resources are known: statuses are written from now on.
    public void open() {
        open = true;
        owned.forEach(this::touchAll);
    }

    /// The projection lost something: nothing is written until it has caught up again.
    public void shut() {
        open = false;
    }

    /// Whether everything is known that statuses are written from.
    public boolean isOpen() {
        return open;
    }

    /// A partition became ours.
    public void assigned(int partition) {
        owned.add(partition);
        touchAll(partition);
    }

    /// A partition is no longer ours.
    public void revoked(int partition) {
        owned.remove(partition);
    }

    /// Whether any partition is ours.
    public boolean ownsAny() {
        return !owned.isEmpty();
    }

    /// Something about the resource changed, in the log or in the cluster.
    public void touch(ResourceKey key) {
        if (mayAct(key)) {
            desks.of(key.kind()).ifPresent(desk -> caretaker(key, desk).touch());
        }
    }

    private void touchAll(int partition) {
        if (open) {
            Stream<ResourceKey> live =
                    desks.known().filter(key -> projection.partitionOf(key) == partition);
            Stream.concat(projection.resourcesIn(partition).stream(), live)
                    .distinct()
                    .forEach(this::touch);
        }
    }

    private boolean mayAct(ResourceKey key) {
        return open && owned.contains(projection.partitionOf(key));
    }

    private Caretaker caretaker(ResourceKey key, StatusDesk desk) {
        return caretakers.computeIfAbsent(
                key,
                _ ->
                        new Caretaker(
                                key,
                                desk,
                                new Caretaker.Surroundings(
                                        () -> mayAct(key), writers, timer, clock)));
    }

    @Override
    public void close() {
        open = false;
        timer.shutdownNow();
        writers.shutdownNow();
    }
}
