package io.sluice.renderer.samples;

import io.sluice.events.Reference;
import io.sluice.renderer.substitution.FoundVariables;
import io.sluice.renderer.substitution.VariableStore;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// ConfigMaps and Secrets in memory; they can be away.
public final class MapVariables implements VariableStore {

    private final Map<String, FoundVariables> objects = new ConcurrentHashMap<>();
    private volatile boolean away;

    /// Puts an object there, at a version.
    public MapVariables put(String kind, String name, String version, Map<String, String> values) {
        objects.put(
                kind + "/" + name,
                new FoundVariables(
                        new Reference(kind, "apps", name, "uid-" + name, version),
                        new TreeMap<>(values)));
        return this;
    }

    /// Nothing can be read from now on.
    public void away() {
        away = true;
    }

    @Override
    public FoundVariables read(Reference seen) throws UnreadableException {
        if (away) {
            throw new UnreadableException("away", false, new IOException("away"));
        }
        return objects.getOrDefault(
                seen.kind() + "/" + seen.name(),
                new FoundVariables(
                        new Reference(seen.kind(), seen.namespace(), seen.name(), null, null),
                        new TreeMap<>()));
    }
}
