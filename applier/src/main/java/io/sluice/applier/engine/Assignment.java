package io.sluice.applier.engine;

import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Head;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.log.Lane;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.DesiredStates;
import io.sluice.events.protocol.SlotTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// One partition while it is ours: its lane, and the desired states of its units.
final class Assignment {

    private final Lane lane;
    private final DesiredStates states = new DesiredStates();
    private final Map<ResourceKey, Head> heads = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Context> retired = new ConcurrentHashMap<>();
    private final Set<ResourceKey> backwards = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean caughtUp = new AtomicBoolean();

    Assignment(Lane lane) {
        this.lane = lane;
    }

    SlotTable.Change offer(Envelope read) {
        Envelope record = withoutInputs(read);
        SlotTable.Change change = states.offer(record);
        if (change == SlotTable.Change.ACCEPTED) {
            heads.merge(
                    record.resource(),
                    record.head(),
                    (held, offered) -> offered.request().covers(held.request()) ? offered : held);
        } else if (change == SlotTable.Change.OLDER && isBody(record)) {
            backwards.add(record.resource());
        } else if (change == SlotTable.Change.REMOVED && isBody(record)) {
            heads.remove(record.resource());
            retired.put(record.resource(), record.context());
        }
        return change;
    }

    /// What a build read is the renderer's to know; a table of it would be larger than the bodies.
    private static Envelope withoutInputs(Envelope record) {
        return record.event() instanceof ManifestsRendered rendered
                ? new Envelope(record.head(), rendered.withoutInputs())
                : record;
    }

    /// Whether the log went backwards for the unit: its manifests were overwritten by older ones,
    /// and compaction may have taken them.
    boolean isBackwards(ResourceKey unit) {
        return backwards.contains(unit);
    }

    void forgetBackwards(ResourceKey unit) {
        backwards.remove(unit);
    }

    /// The request under which the unit's desired state was taken off the log.
    Optional<Context> retired(ResourceKey unit) {
        return Optional.ofNullable(retired.get(unit));
    }

    void forgetRetired(ResourceKey unit) {
        retired.remove(unit);
    }

    DesiredState desired(ResourceKey unit) {
        return states.get(unit);
    }

    /// The record that the desired state comes from.
    Optional<Head> head(ResourceKey unit) {
        return Optional.ofNullable(heads.get(unit));
    }

    boolean isAlive() {
        return lane.isAlive();
    }

    /// Whether it is this very lane: a later one of the same partition is another.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Lane other) {
        return lane == other;
    }

    boolean isCaughtUp() {
        return caughtUp.get();
    }

    void setCaughtUp() {
        caughtUp.set(true);
    }

    private static boolean isBody(Envelope record) {
        return record.head().key().slot() == Slot.SELF;
    }
}
