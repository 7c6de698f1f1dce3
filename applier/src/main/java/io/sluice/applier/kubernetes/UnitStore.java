package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The store of the units' informer: names and versions only, everything else is handed on. A
/// thousand whole resources, most of them what managers own of a status, are more than the rest of
/// the applier's memory.
final class UnitStore implements ItemStore<GenericKubernetesResource> {

    private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();
    private final Consumer<GenericKubernetesResource> put;
    private final Consumer<GenericKubernetesResource> removed;

    /// @param put told of every new version; must not throw
    /// @param removed told of what is gone, by name; must not throw
    UnitStore(
            Consumer<GenericKubernetesResource> put, Consumer<GenericKubernetesResource> removed) {
        this.put = put;
        this.removed = removed;
    }

    @Override
    public String getKey(GenericKubernetesResource resource) {
        return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource resource) {
        put.accept(resource);
        return items.put(key, SeenStore.bare(resource));
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        GenericKubernetesResource gone = items.remove(key);
        if (gone != null) {
            removed.accept(gone);
        }
        return gone;
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return items.values().stream();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return items.get(key);
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
