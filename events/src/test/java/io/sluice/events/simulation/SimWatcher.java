package io.sluice.events.simulation;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.EpochOpened;
import io.sluice.events.Event;
import io.sluice.events.RenderRequested;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.UnitRetired;
import io.sluice.events.protocol.LogEnds;
import io.sluice.events.protocol.RequestBook;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.protocol.Slots;
import io.sluice.events.wire.EventJson;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The rules of the source-watcher.
final class SimWatcher {

    private static final String NAME = "source-watcher";

    private final SimWorld world;
    private final RequestBook book = new RequestBook();
    private final SlotTable outcomes = new SlotTable();
    private final LogEnds ends = new LogEnds();
    private final Map<ResourceKey, String> asked = new TreeMap<>();
    private final Map<ResourceKey, String> uids = new TreeMap<>();
    private long[] positions = new long[SimLog.PARTITIONS.count()];
    private final int holder;
    private boolean lost;
    private long epoch;
    private long sequence;

    SimWatcher(SimWorld world) {
        this.world = world;
        holder = ++world.leaseHolder;
        open();
    }

    private void open() {
        epoch = Math.max(world.leaseEpoch + 1, world.now / 1000);
        world.leaseEpoch = epoch;
        sequence = 0;
        for (int partition = 0; partition < SimLog.PARTITIONS.count(); partition++) {
            Context context = Context.of("", 0, next(), Cause.LEADER_CHANGED);
            world.log.append(
                    Topic.REQUESTS,
                    world.envelope(
                            NAME, EpochOpened.KEY.slot(Slot.SELF), context, new EpochOpened(epoch)),
                    partition);
        }
    }

    private void append(Envelope envelope, int partition) {
        long offset = world.log.append(Topic.REQUESTS, envelope, partition);
        lost |= ends.acknowledged(new LogEnds.Place(Topic.REQUESTS, partition), offset);
    }

    private void append(ResourceKey key, Context context, Event event) {
        append(
                world.envelope(NAME, key.slot(Slot.SELF), context, event),
                SimLog.PARTITIONS.of(key));
    }

    private RequestNumber next() {
        return new RequestNumber(epoch, ++sequence);
    }

    void step() {
        if (lost() || lost) {
            if (world.leaseHolder != holder) {
                return; // The Lease is somebody else's: no new epoch.
            }
            lost = false;
            ends.forget();
            outcomes.clear();
            positions = new long[SimLog.PARTITIONS.count()];
            open();
            world.units.forEach(
                    (key, unit) -> {
                        if (!unit.suspended()) {
                            ask(key, unit, Cause.LOG_LOST, true);
                        }
                    });
            return;
        }
        read();
        retire();
        world.units.forEach(this::check);
    }

    private boolean lost() {
        Map<LogEnds.Place, Long> now = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            for (int partition = 0; partition < SimLog.PARTITIONS.count(); partition++) {
                now.put(new LogEnds.Place(topic, partition), world.log.end(topic, partition));
            }
        }
        return ends.observe(now).isPresent();
    }

    private void read() {
        for (int partition = 0; partition < positions.length; partition++) {
            for (SimLog.Rec rec : world.log.from(Topic.OUTCOMES, partition, positions[partition])) {
                outcomes.offer(rec.envelope());
                positions[partition] = rec.offset() + 1;
            }
        }
    }

    private void retire() {
        for (ResourceKey key : List.copyOf(uids.keySet())) {
            SimWorld.Unit unit = world.units.get(key);
            String known = uids.getOrDefault(key, "");
            if (unit == null || !unit.uid().equals(known)) {
                retire(key, known);
            }
        }
        for (ResourceKey key : outcomes.resources()) {
            if (!world.units.containsKey(key)) {
                sweep(key);
            }
        }
    }

    private void sweep(ResourceKey key) {
        outcomes.of(key).stream()
                .max(Comparator.comparing(Envelope::request))
                .filter(record -> book.needsRetirement(key, record.request(), world.time()))
                .ifPresent(record -> retire(key, record.context().uid()));
    }

    private void retire(ResourceKey key, String uid) {
        Context context = Context.of(uid, 0, next(), Cause.SPEC_CHANGED);
        append(key, context, new UnitRetired());
        uids.remove(key);
        asked.remove(key);
        book.retired(key, context.request(), world.time());
    }

    private void check(ResourceKey key, SimWorld.Unit unit) {
        if (unit.suspended()) {
            asked.put(key, "suspended");
            book.forget(key);
            return;
        }
        String state = unit.uid() + "/" + unit.generation() + "/" + world.revision;
        String before = asked.get(key);
        if (!state.equals(before)) {
            ask(key, unit, Cause.NEW_REVISION, before == null || before.equals("suspended"));
            return;
        }
        Optional<RequestBook.Repeat> repeat =
                book.repeat(key, Slots.of(outcomes, key).ofUid(unit.uid()));
        repeat.filter(each -> !each.at().isAfter(world.time()))
                .ifPresent(each -> ask(key, unit, each.cause(), each.full()));
    }

    private void ask(ResourceKey key, SimWorld.Unit unit, Cause cause, boolean full) {
        RequestNumber request = next();
        asked.put(key, unit.uid() + "/" + unit.generation() + "/" + world.revision);
        uids.put(key, unit.uid());
        book.asked(key, request, cause, world.time(), Duration.ofSeconds(30));
        append(
                key,
                SimWorld.context(unit, request, cause, world.revision, ""),
                new RenderRequested(
                        EventJson.mapper().createObjectNode(),
                        new io.sluice.events.ArtifactReference(
                                "",
                                "",
                                String.valueOf(world.revision),
                                "",
                                0,
                                world.time(),
                                new TreeMap<>()),
                        List.of(),
                        full));
    }

    /// What this watcher asked for, of units as they are now, that will be asked for again.
    List<String> unanswered() {
        read();
        List<String> found = new ArrayList<>();
        world.units.forEach(
                (key, unit) -> {
                    Slots slots = Slots.of(outcomes, key).ofUid(unit.uid());
                    if (!unit.suspended() && book.repeat(key, slots).isPresent()) {
                        found.add(
                                "positions "
                                        + java.util.Arrays.toString(positions)
                                        + " partition "
                                        + SimLog.PARTITIONS.of(key)
                                        + " end "
                                        + world.log.end(Topic.OUTCOMES, SimLog.PARTITIONS.of(key))
                                        + " requests end "
                                        + world.log.end(Topic.REQUESTS, SimLog.PARTITIONS.of(key))
                                        + java.util.Arrays.toString(
                                                world.committed.get(SimLog.PARTITIONS.of(key)))
                                        + " inc "
                                        + world.log.incarnation()
                                        + key
                                        + " asked "
                                        + book.newest(key)
                                        + ", answered "
                                        + slots);
                    }
                });
        return found;
    }
}
