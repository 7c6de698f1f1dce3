package io.sluice.applier.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.sluice.api.watch.BareStore;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.engine.LiveObjects;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads what is to be kept of the managed objects that a watch sees, and tells of it.
final class SeenObjects {

    private static final Logger LOG = Logger.getLogger(SeenObjects.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final LiveObjects objects;
    private final BiConsumer<ObjectId, List<ResourceKey>> listener;
    private final Predicate<ObjectId> watched;

    /// @param listener is told of every change, with the owners before and now
    /// @param watched whether the kind of an object is watched in the version its id names
    SeenObjects(
            LiveObjects objects,
            BiConsumer<ObjectId, List<ResourceKey>> listener,
            Predicate<ObjectId> watched) {
        this.objects = objects;
        this.listener = listener;
        this.watched = watched;
    }

    /// A store for one watch's informer.
    ItemStore<GenericKubernetesResource> store() {
        return new BareStore(this::see, this::miss);
    }

    /// One object that cannot be read must not stop the watch of its kind. What we wrote ourselves
    /// was read from the answer already.
    private void see(GenericKubernetesResource resource) {
        ObjectId id = idOf(resource);
        try {
            Optional<Seen> held = objects.get(id);
            if (held.filter(seen -> isSame(seen, resource)).isPresent() || isForeign(resource)) {
                return;
            }
            JsonNode object = MAPPER.valueToTree(resource);
            Seen seen = SeenReader.read(object, held.map(Seen::known));
            ResourceKey before = objects.put(seen, object).map(Seen::owner).orElse(null);
            tell(seen.id(), seen.owner(), before);
        } catch (RuntimeException e) {
            LOG.errorf(e, "an event of %s cannot be read", id);
        }
    }

    private static boolean isSame(Seen held, GenericKubernetesResource resource) {
        return held.resourceVersion().equals(resource.getMetadata().getResourceVersion())
                && held.id().apiVersion().equals(resource.getApiVersion());
    }

    /// Whether we wrote the object in another version of its kind, whose fields may be others: the
    /// watch of that version sees it, too, and reads it as it was meant.
    private boolean isForeign(GenericKubernetesResource resource) {
        return resource.getMetadata().getManagedFields().stream()
                .filter(entry -> SeenReader.FIELD_MANAGER.equals(entry.getManager()))
                .filter(entry -> "Apply".equals(entry.getOperation()))
                .map(ManagedFieldsEntry::getApiVersion)
                .filter(written -> !written.equals(resource.getApiVersion()))
                .anyMatch(
                        written -> watched.test(new ObjectId(written, resource.getKind(), "", "")));
    }

    private void miss(GenericKubernetesResource gone) {
        ObjectId id = idOf(gone);
        objects.remove(id, gone.getMetadata().getResourceVersion())
                .ifPresent(before -> tell(id, before.owner(), null));
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
}
