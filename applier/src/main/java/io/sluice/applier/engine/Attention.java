package io.sluice.applier.engine;

import io.sluice.events.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which units have to be told of news about others, beside their dependencies.
///
/// Safe for several threads.
final class Attention {

    private final Map<ResourceKey, Optional<ResourceKey>> units = new ConcurrentHashMap<>();

    /// The unit asks something of the others now: from here on all news concern it.
    void toAll(ResourceKey unit) {
        units.put(unit, Optional.empty());
    }

    /// The unit waits for this one only; for any, if it is empty.
    void to(ResourceKey unit, Optional<ResourceKey> awaited) {
        units.put(unit, awaited);
    }

    void end(ResourceKey unit) {
        units.remove(unit);
    }

    /// The units that news about one concern.
    List<ResourceKey> concernedBy(ResourceKey news) {
        return units.entrySet().stream()
                .filter(entry -> entry.getValue().map(news::equals).orElse(true))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// All units that wait for something.
    List<ResourceKey> all() {
        return List.copyOf(units.keySet());
    }
}
