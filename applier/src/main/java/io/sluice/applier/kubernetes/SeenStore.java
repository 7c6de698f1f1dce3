package io.sluice.applier.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.engine.LiveObjects;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// An informer's store that keeps names and versions only, and hands on what is to be kept of an
/// object. The informer fills it before it says that it is in sync, and calls its handlers some
/// time later: so this is the place to listen.
final class SeenStore implements ItemStore<GenericKubernetesResource> {

    private static final Logger LOG = Logger.getLogger(SeenStore.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();
    private final LiveObjects objects;
    private final BiConsumer<ObjectId, List<ResourceKey>> listener;

    SeenStore(LiveObjects objects, BiConsumer<ObjectId, List<ResourceKey>> listener) {
        this.objects = objects;
        this.listener = listener;
    }

    @Override
    public String getKey(GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + resource.getMetadata().getName();
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource resource) {
        see(resource);
        return items.put(key, bare(resource));
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        GenericKubernetesResource gone = items.remove(key);
        if (gone != null) {
            ObjectId id = idOf(gone);
            objects.remove(id, gone.getMetadata().getResourceVersion())
                    .ifPresent(before -> tell(id, before.owner(), null));
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

    /// One object that cannot be read must not stop the watch of its kind.
    private void see(GenericKubernetesResource resource) {
        try {
            JsonNode object = MAPPER.valueToTree(resource);
            Seen seen = SeenReader.read(object, objects.get(idOf(resource)).map(Seen::known));
            ResourceKey before = objects.put(seen, object).map(Seen::owner).orElse(null);
            tell(seen.id(), seen.owner(), before);
        } catch (RuntimeException e) {
            LOG.errorf(e, "an event of %s cannot be read", idOf(resource));
        }
    }

    private void tell(ObjectId id, @Nullable ResourceKey one, @Nullable ResourceKey other) {
        List<ResourceKey> owners = new ArrayList<>();
        if (one != null) {
            owners.add(one);
        }
        if (other != null && !other.equals(one)) {
            owners.add(other);
        }
        listener.accept(id, owners);
    }

    private static ObjectId idOf(GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        return new ObjectId(
                resource.getApiVersion(),
                resource.getKind(),
                namespace == null ? "" : namespace,
                resource.getMetadata().getName());
    }

    /// Its name and version only.
    static GenericKubernetesResource bare(GenericKubernetesResource resource) {
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
