package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.sluice.api.kustomize.OwnerLabels;
import io.sluice.api.watch.WatchPages;
import io.sluice.applier.engine.LiveObjects;
import io.sluice.applier.engine.ResourceType;
import io.sluice.applier.engine.Watches;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/// Watches the managed objects of all kinds in use; one watch per kind, started when the kind first
/// appears, of objects with an owner label only.
public final class ObjectWatches implements Watches, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ObjectWatches.class);

    private final KubernetesClient client;
    private final SeenObjects seen;
    private final Map<ResourceType, Watch> watches = new ConcurrentHashMap<>();

    /// @param objects take in what is seen
    /// @param listener is told of every change, with the owners before and now
    public ObjectWatches(
            KubernetesClient client,
            LiveObjects objects,
            BiConsumer<ObjectId, List<ResourceKey>> listener) {
        this.client = client;
        this.seen = new SeenObjects(objects, listener, this::isWatched);
    }

    private record Watch(
            SharedIndexInformer<GenericKubernetesResource> informer,
            CompletableFuture<Void> synced,
            AtomicBoolean awaited) {}

    @Override
    public boolean await(ResourceType type, Duration atMost) throws InterruptedException {
        Watch watch = watches.computeIfAbsent(type, this::start);
        if (watch.synced().isDone() && !watch.synced().isCompletedExceptionally()) {
            return true;
        }
        if (watch.awaited().get()) {
            return false;
        }
        try {
            watch.synced().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            watch.awaited().set(true);
            LOG.infof("the watch of %s %s is not complete yet", type.apiVersion(), type.kind());
            return false;
        }
    }

    private boolean isWatched(ObjectId id) {
        return watches.keySet().stream()
                .anyMatch(
                        type ->
                                type.kind().equals(id.kind())
                                        && type.apiVersion().equals(id.apiVersion()));
    }

    /// How many kinds are watched.
    public int size() {
        return watches.size();
    }

    @Override
    public void close() {
        watches.values().forEach(watch -> watch.informer().stop());
    }

    private Watch start(ResourceType type) {
        LOG.infof("watching: kind=%s apiVersion=%s", type.kind(), type.apiVersion());
        var context =
                new ResourceDefinitionContext.Builder()
                        .withGroup(type.group())
                        .withVersion(type.version())
                        .withKind(type.kind())
                        .withPlural(type.plural())
                        .withNamespaced(type.isNamespaced())
                        .build();
        var informer =
                client.genericKubernetesResources(context)
                        .inAnyNamespace()
                        .withLabel(OwnerLabels.NAME)
                        .withLimit(WatchPages.SIZE)
                        .runnableInformer(0)
                        .itemStore(seen.store())
                        .exceptionHandler(
                                (_, problem) -> {
                                    LOG.debugf("watch starts again: %s", problem.getMessage());
                                    return true;
                                });
        return new Watch(informer, informer.start().toCompletableFuture(), new AtomicBoolean());
    }
}
