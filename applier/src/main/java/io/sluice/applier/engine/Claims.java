package io.sluice.applier.engine;

import io.sluice.applier.unit.Declaration;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectId;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Tombstone;
import io.sluice.events.wire.Partitions;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// Which objects the newest desired state of every unit of the cluster holds; of units that are not
/// ours nothing else is kept.
///
/// One thread offers; any thread reads.
final class Claims {

    private final Partitions partitions;
    private final Map<ResourceKey, Claim> claims = new ConcurrentHashMap<>();
    private final AtomicBoolean known = new AtomicBoolean();

    Claims(Partitions partitions) {
        this.partitions = partitions;
    }

    /// @param request of the record with the objects
    /// @param uid of the resource, by the newest record
    /// @param objects as inventory ids
    private record Claim(RequestNumber request, String uid, Set<String> objects) {
        Claim {
            objects = Collections.unmodifiableSet(objects);
        }
    }

    /// Takes a record of `manifests` in.
    void offer(Envelope record) {
        ResourceKey unit = record.resource();
        switch (record.event()) {
            case ManifestsRendered rendered -> {
                Claim held = claims.get(unit);
                if (held == null || record.request().covers(held.request())) {
                    claims.put(
                            unit,
                            new Claim(record.request(), record.context().uid(), ids(rendered)));
                }
            }
            case DesiredStateConfirmed _ ->
                    claims.computeIfPresent(
                            unit,
                            (_, held) ->
                                    new Claim(
                                            held.request(),
                                            record.context().uid(),
                                            held.objects()));
            case Tombstone _ ->
                    claims.computeIfPresent(
                            unit,
                            (_, held) -> record.request().covers(held.request()) ? null : held);
            default -> {}
        }
    }

    boolean isClaimed(Declaration unit, ObjectId object) {
        Claim claim = claims.get(unit.unit());
        return claim != null
                && claim.uid().equals(unit.uid())
                && claim.objects().contains(object.inventoryId());
    }

    /// The log of a partition was lost and is read from the beginning.
    void forget(int partition) {
        known.set(false);
        claims.keySet().removeIf(unit -> partitions.of(unit) == partition);
    }

    void setKnown() {
        known.set(true);
    }

    boolean isKnown() {
        return known.get();
    }

    private static Set<String> ids(ManifestsRendered rendered) {
        return rendered.objects().stream()
                .map(object -> object.id().inventoryId())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
