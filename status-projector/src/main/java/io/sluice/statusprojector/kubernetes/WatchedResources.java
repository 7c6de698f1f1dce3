package io.sluice.statusprojector.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.sluice.api.watch.WatchPages;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.statusprojector.effects.LiveObjects;
import io.sluice.statusprojector.status.Live;
import io.sluice.statusprojector.status.StatusPatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The custom resources of one kind, in all namespaces, as a watch keeps them; without what nobody
/// here reads (managed fields, inventories).
public final class WatchedResources<R extends HasMetadata, P, S>
        implements LiveObjects<P, S>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedResources.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final ResourceKind<R, P, S> kind;
    private final StatusRequests requests;
    private final InstantSource clock;
    private final Consumer<ResourceKey> changed;
    private final ObjectMapper json = EventJson.mapper();
    private final Map<ResourceKey, Live<P, S>> cache = new ConcurrentHashMap<>();
    private @Nullable SharedIndexInformer<R> informer;
    private volatile boolean synced;
    private volatile boolean complained;

    /// @param changed told of every change in the cluster
    public WatchedResources(
            KubernetesClient client,
            ResourceKind<R, P, S> kind,
            StatusRequests requests,
            InstantSource clock,
            Consumer<ResourceKey> changed) {
        this.client = client;
        this.kind = kind;
        this.requests = requests;
        this.clock = clock;
        this.changed = changed;
    }

    /// Starts the watch, and keeps trying until the kind is served.
    ///
    /// @param ready called when all resources are known
    public void start(Runnable ready) {
        var watch =
                kind.in(client)
                        .inAnyNamespace()
                        .withLimit(WatchPages.SIZE)
                        .runnableInformer(0)
                        .itemStore(
                                new ReducedStateItemStore<>(
                                        ReducedStateItemStore.NAME_KEY_STATE,
                                        kind.type(),
                                        client.getKubernetesSerialization()))
                        .exceptionHandler(this::goesOn)
                        .addEventHandler(new Handler());
        informer = watch;
        var _ =
                watch.start()
                        .thenRun(
                                () -> {
                                    synced = true;
                                    ready.run();
                                });
    }

    private boolean goesOn(boolean started, Throwable trouble) {
        if (!complained) {
            complained = true;
            LOG.warn("waiting to watch {}: {}", kind.name(), trouble.getMessage());
        }
        return true;
    }

    /// Whether all resources are known.
    public boolean isSynced() {
        return synced;
    }

    @Override
    public Optional<Live<P, S>> get(ResourceKey key) {
        return Optional.ofNullable(cache.get(key));
    }

    @Override
    public Set<ResourceKey> keys() {
        return cache.keySet();
    }

    @Override
    public WriteResult write(Live<P, S> read, ObjectNode status) throws InterruptedException {
        ApiServer.Answer answer = requests.apply(kind, read, status);
        if (answer.isSuccessful()) {
            return tidy(take(answer), status);
        }
        return otherwise(read, answer);
    }

    /// Removes what another manager left in the status.
    private WriteResult tidy(Live<P, S> written, ObjectNode status) throws InterruptedException {
        ObjectNode leftovers = StatusPatch.leftovers(json.valueToTree(written.status()), status);
        if (leftovers.isEmpty()) {
            return new WriteResult.Written();
        }
        ApiServer.Answer answer = requests.merge(kind, written, leftovers);
        if (answer.isSuccessful()) {
            var _ = take(answer);
            return new WriteResult.Written();
        }
        return otherwise(written, answer);
    }

    private WriteResult otherwise(Live<P, S> read, ApiServer.Answer answer) {
        return switch (answer.code()) {
            case CONFLICT -> refresh(read.key());
            case NOT_FOUND -> new WriteResult.Gone();
            default -> new WriteResult.Failed(answer.reason());
        };
    }

    private WriteResult refresh(ResourceKey key) {
        try {
            R resource = kind.in(client).inNamespace(key.namespace()).withName(key.name()).get();
            if (resource == null) {
                cache.remove(key);
                return new WriteResult.Gone();
            }
            var _ = take(resource);
            return new WriteResult.Conflict();
        } catch (KubernetesClientException e) {
            return new WriteResult.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Live<P, S> take(ApiServer.Answer answer) {
        return take(client.getKubernetesSerialization().unmarshal(answer.body(), kind.type()));
    }

    private Live<P, S> take(R resource) {
        var read = kind.live(resource, synced ? clock.instant() : Instant.EPOCH);
        cache.merge(read.key(), read, WatchedResources::newer);
        return read;
    }

    /// What was read last; a generation that is known keeps the time it was first seen.
    private static <P, S> Live<P, S> newer(Live<P, S> held, Live<P, S> read) {
        boolean sameResource = held.uid().equals(read.uid());
        if (sameResource && isOlder(read.resourceVersion(), held.resourceVersion())) {
            return held;
        }
        boolean known = sameResource && held.generation() == read.generation();
        return known ? read.withSince(held.since()) : read;
    }

    private static boolean isOlder(String one, String other) {
        return one.length() == other.length()
                ? one.compareTo(other) < 0
                : one.length() < other.length();
    }

    private final class Handler implements ResourceEventHandler<R> {
        @Override
        public void onAdd(R resource) {
            tell(resource);
        }

        @Override
        public void onUpdate(R before, R resource) {
            tell(resource);
        }

        @Override
        public void onDelete(R resource, boolean unknownFinalState) {
            cache.remove(keyOf(resource));
        }

        private void tell(R resource) {
            var _ = take(resource);
            changed.accept(keyOf(resource));
        }
    }

    private ResourceKey keyOf(HasMetadata resource) {
        return new ResourceKey(
                kind.name(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName());
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.close();
        }
    }
}
