package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.sluice.events.ObjectId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An informer's store that keeps names and versions only; the rest is kept, smaller, elsewhere.
final class BareStore implements ItemStore<GenericKubernetesResource> {

    private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();

    static ObjectId idOf(GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        return new ObjectId(
                resource.getApiVersion(),
                resource.getKind(),
                namespace == null ? "" : namespace,
                resource.getMetadata().getName());
    }

    @Override
    public String getKey(GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + resource.getMetadata().getName();
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource resource) {
        return items.put(key, bare(resource));
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        return items.remove(key);
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

    private static GenericKubernetesResource bare(GenericKubernetesResource resource) {
        var bare = new GenericKubernetesResource();
        bare.setApiVersion(resource.getApiVersion());
        bare.setKind(resource.getKind());
        bare.setMetadata(
                new ObjectMetaBuilder()
                        .withNamespace(resource.getMetadata().getNamespace())
                        .withName(resource.getMetadata().getName())
                        .withUid(resource.getMetadata().getUid())
                        .withResourceVersion(resource.getMetadata().getResourceVersion())
                        .build());
        return bare;
    }
}
