package io.sluice.api.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An informer's store that keeps names and versions only, and hands on everything else: thousands
/// of whole resources, most of them what managers own, are more than the rest of a service's memory.
/// The informer fills it before it says that it is in sync, and calls its handlers some time later:
/// so this is the place to listen for whoever must not be late.
public final class BareStore implements ItemStore<GenericKubernetesResource> {

    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private final Consumer<GenericKubernetesResource> put;
    private final Consumer<GenericKubernetesResource> removed;

    /// A store that tells nobody, for informers with handlers.
    public BareStore() {
        this(_ -> {}, _ -> {});
    }

    /// A store that tells what it is given.
    ///
    /// @param put told of every new version; must not throw
    /// @param removed told of what is gone, by name and last version; must not throw
    public BareStore(
            Consumer<GenericKubernetesResource> put, Consumer<GenericKubernetesResource> removed) {
        this.put = put;
        this.removed = removed;
    }

    private record Item(
            String apiVersion,
            String kind,
            @Nullable String namespace,
            String name,
            String uid,
            String resourceVersion) {

        static Item of(GenericKubernetesResource resource) {
            var metadata = resource.getMetadata();
            String namespace = metadata.getNamespace();
            return new Item(
                    resource.getApiVersion().intern(),
                    resource.getKind().intern(),
                    namespace == null ? null : namespace.intern(),
                    metadata.getName(),
                    Objects.requireNonNullElse(metadata.getUid(), ""),
                    metadata.getResourceVersion());
        }

        GenericKubernetesResource resource() {
            var bare = new GenericKubernetesResource();
            bare.setApiVersion(apiVersion);
            bare.setKind(kind);
            bare.setMetadata(
                    new ObjectMetaBuilder()
                            .withNamespace(namespace)
                            .withName(name)
                            .withUid(uid)
                            .withResourceVersion(resourceVersion)
                            .build());
            return bare;
        }
    }

    @Override
    public String getKey(GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + resource.getMetadata().getName();
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource resource) {
        put.accept(resource);
        return resource(items.put(key, Item.of(resource)));
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        GenericKubernetesResource gone = resource(items.remove(key));
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
        return items.values().stream().map(Item::resource);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return resource(items.get(key));
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private static @Nullable GenericKubernetesResource resource(@Nullable Item item) {
        return item == null ? null : item.resource();
    }
}
