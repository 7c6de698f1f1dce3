package io.sluice.events.simulation;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.DesiredStates;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.wire.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of one assignment of one partition to an applier.
final class SimApplier {

    private static final String NAME = "applier";

    private final SimWorld world;
    private final int partition;
    private final int incarnation;
    private final DesiredStates desired = new DesiredStates();
    private final SlotTable own = new SlotTable();
    private final Map<ResourceKey, Context> backwards = new HashMap<>();
    private final Map<ResourceKey, Envelope> retired = new HashMap<>();
    private final long caughtUpAt;
    private long position;

    SimApplier(SimWorld world, int partition) {
        this.world = world;
        this.partition = partition;
        this.incarnation = world.log.incarnation();
        this.caughtUpAt = world.log.end(Topic.MANIFESTS, partition);
        for (SimLog.Rec rec : world.log.records(Topic.OUTCOMES, partition)) {
            if (rec.envelope().head().key().slot() != Slot.RENDER) {
                own.offer(rec.envelope());
            }
        }
    }

    boolean isCurrent() {
        return incarnation == world.log.incarnation();
    }

    void step() {
        read(1 + world.random.nextInt(6));
        if (position >= caughtUpAt) {
            for (ResourceKey key : desired.units()) {
                act(key);
            }
            retired.forEach(this::retire);
            retired.clear();
        }
    }

    private void read(int atMost) {
        List<SimLog.Rec> records = world.log.from(Topic.MANIFESTS, partition, position);
        for (SimLog.Rec rec : records.subList(0, Math.min(atMost, records.size()))) {
            Envelope record = rec.envelope();
            SlotTable.Change change = desired.offer(record);
            boolean body = record.head().key().slot() == Slot.SELF;
            if (change == SlotTable.Change.OLDER && body) {
                backwards.put(record.resource(), record.context());
            }
            if (change == SlotTable.Change.REMOVED && body) {
                retired.put(record.resource(), record);
            }
            position = rec.offset() + 1;
        }
        if (records.isEmpty()) {
            position = Math.max(position, caughtUpAt);
        }
    }

    private void retire(ResourceKey key, Envelope tombstone) {
        for (Slot slot : List.of(Slot.APPLY, Slot.HEALTH)) {
            publish(key, slot, tombstone.context(), new Tombstone());
        }
    }

    private void act(ResourceKey key) {
        SimWorld.Unit unit = world.units.get(key);
        DesiredState state = desired.get(key);
        if (unit == null || unit.suspended()) {
            return;
        }
        RequestNumber closed = closed(key, unit.uid());
        switch (state) {
            case DesiredState.None _ -> {}
            case DesiredState.BodyMissing missing -> {
                if (missing.request().isAfter(closed)
                        && missing.context().uid().equals(unit.uid())) {
                    close(key, missing.context(), ApplyFailed.bodyMissing(missing.digest()));
                }
            }
            case DesiredState.Complete complete -> {
                boolean ours =
                        complete.context().uid().equals(unit.uid())
                                && complete.context().generation() >= unit.generation();
                if (ours && closed.isAfter(complete.request())) {
                    missing(key, unit.uid(), complete);
                } else if (ours && backwards.remove(key) != null) {
                    close(
                            key,
                            complete.context(),
                            ApplyFailed.bodyMissing(complete.manifests().digest()));
                } else if (ours) {
                    converge(key, unit, complete, complete.request().isAfter(closed));
                }
            }
        }
    }

    private void missing(ResourceKey key, String uid, DesiredState.Complete complete) {
        Optional<Envelope> slot = own.get(key.slot(Slot.APPLY));
        boolean said =
                slot.map(Envelope::event)
                        .filter(ApplyFailed.class::isInstance)
                        .map(ApplyFailed.class::cast)
                        .filter(failed -> failed.reason().equals(ApplyFailed.BODY_MISSING))
                        .isPresent();
        if (!said && slot.isPresent() && slot.get().context().uid().equals(uid)) {
            close(
                    key,
                    slot.get().context(),
                    ApplyFailed.bodyMissing(complete.manifests().digest()));
        }
    }

    private void converge(
            ResourceKey key, SimWorld.Unit unit, DesiredState.Complete complete, boolean open) {
        int revision = Integer.parseInt(String.valueOf(complete.context().revision()));
        String digest = complete.manifests().digest();
        SimWorld.Live live = world.live.get(key);
        boolean differs = live == null || !live.digest().equals(digest);
        if (differs) {
            write(key, unit, digest, revision);
        }
        if (open) {
            close(key, complete.context(), new Applied(digest, List.of(), 1));
        }
    }

    private void write(ResourceKey key, SimWorld.Unit unit, String digest, int revision) {
        SimWorld.Live live = world.live.get(key);
        if (live != null && live.owner().equals(unit.uid()) && live.revision() > revision) {
            world.violations.add(key + ": revision " + revision + " sent after " + live.revision());
        }
        world.writes++;
        var written = new SimWorld.Live(digest, revision, unit.uid());
        if (world.random.nextInt(10) == 0) {
            // The call times out; it lands later, or never.
            world.late.add(
                    () -> {
                        if (world.units.containsKey(key)) {
                            SimWorld.Live now = world.live.get(key);
                            int newest = now == null ? revision : now.revision();
                            world.live.put(key, new SimWorld.Live(digest, newest, unit.uid()));
                        }
                    });
        } else {
            world.live.put(key, written);
        }
    }

    private RequestNumber closed(ResourceKey key, String uid) {
        return own.get(key.slot(Slot.APPLY))
                .filter(slot -> slot.context().uid().equals(uid))
                .map(Envelope::request)
                .orElse(RequestNumber.NONE);
    }

    private void close(ResourceKey key, Context context, Event outcome) {
        publish(key, Slot.APPLY, context, outcome);
        if (outcome instanceof Applied applied) {
            publish(
                    key,
                    Slot.HEALTH,
                    context,
                    new HealthReported(
                            applied.digest(),
                            HealthReported.State.NOT_AWAITED,
                            null,
                            null,
                            List.of(),
                            new HealthReported.LastReady(
                                    context.revision(), null, applied.digest())));
        }
    }

    private void publish(ResourceKey key, Slot slot, Context context, Event event) {
        Envelope envelope = world.envelope(NAME, key.slot(slot), context, event);
        own.offer(envelope);
        world.log.append(Topic.OUTCOMES, envelope);
    }
}
