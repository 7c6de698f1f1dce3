package io.sluice.sourcewatcher.watch;

import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Units that a commit does not touch and that wait a moment for those that it does, so that what
/// changed is in the cluster before a crowd of confirmations competes with it (ADR 21).
///
/// Not safe for several threads.
final class HeldBack {

    /// Fewer units than this do not get in anybody's way.
    static final int CROWD = 50;

    /// The longest wait, over any number of commits: somebody may wait for the others in turn.
    static final Duration LONGEST = Duration.ofMillis(500);

    private final Map<ResourceKey, Group> groups = new TreeMap<>();

    private record Group(Set<ResourceKey> ahead, SequencedSet<ResourceKey> units, Instant until) {}

    /// Holds units of a source back until those ahead are done.
    ///
    /// @param ahead those that are waited for
    /// @return whether it is worth it; otherwise nobody waits
    boolean hold(
            ResourceKey source,
            Collection<ResourceKey> ahead,
            List<ResourceKey> units,
            Instant now) {
        Group held = groups.remove(source);
        Instant until = held == null ? now.plus(LONGEST) : held.until();
        boolean worthwhile = units.size() >= CROWD && !ahead.isEmpty() && until.isAfter(now);
        if (worthwhile) {
            groups.put(source, new Group(new TreeSet<>(ahead), new LinkedHashSet<>(units), until));
        }
        return worthwhile;
    }

    /// Whether a unit of the source waits.
    boolean holds(ResourceKey source, ResourceKey unit) {
        Group group = groups.get(source);
        return group != null && group.units().contains(unit);
    }

    /// A unit is done.
    ///
    /// @return those that waited for nobody but it, in order
    List<ResourceKey> done(ResourceKey unit) {
        return free(group -> group.ahead().remove(unit) && group.ahead().isEmpty());
    }

    /// Those that have waited long enough, in order.
    List<ResourceKey> due(Instant now) {
        return free(group -> !group.until().isAfter(now));
    }

    private List<ResourceKey> free(Predicate<Group> freed) {
        List<ResourceKey> units = new ArrayList<>();
        for (Iterator<Group> each = groups.values().iterator(); each.hasNext(); ) {
            Group group = each.next();
            if (freed.test(group)) {
                units.addAll(group.units());
                each.remove();
            }
        }
        return units;
    }
}
