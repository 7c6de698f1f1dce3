package io.sluice.sourcewatcher.watch;

import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.unit.ReferenceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is being read of that units refer to; a unit is asked for when it is there.
///
/// Not safe for several threads.
final class ReferenceReads {

    private final Map<ResourceKey, Reading> readings = new TreeMap<>();
    private long tickets;

    private record Reading(long ticket, List<ReferenceName> names) {}

    /// Begins; what was begun before for the unit does not count any more.
    Effect.ReadReferences begin(ResourceKey unit, List<ReferenceName> names) {
        long ticket = ++tickets;
        readings.put(unit, new Reading(ticket, names));
        return new Effect.ReadReferences(unit, ticket, names);
    }

    boolean isUnderWay(ResourceKey unit) {
        return readings.containsKey(unit);
    }

    /// Ends what is under way for the unit.
    ///
    /// @return what was read; empty if the ticket is of an earlier reading
    Optional<List<ReferenceName>> end(ResourceKey unit, long ticket) {
        Reading reading = readings.get(unit);
        if (reading == null || reading.ticket() != ticket) {
            return Optional.empty();
        }
        readings.remove(unit);
        return Optional.of(reading.names());
    }

    void cancel(ResourceKey unit) {
        readings.remove(unit);
    }

    void cancelAll() {
        readings.clear();
    }
}
