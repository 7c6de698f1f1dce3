package io.sluice.sourcewatcher.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.sluice.api.meta.WellKnown;
import io.sluice.api.watch.BareStore;
import io.sluice.api.watch.WatchPages;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.watch.Input;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the ConfigMaps and Secrets that carry Flux's watch label; keeps nothing of what they hold.
public final class WatchedReferences implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedReferences.class);

    private final List<SharedIndexInformer<GenericKubernetesResource>> informers;

    /// Starts nothing yet.
    ///
    /// @param inputs told of every version
    public WatchedReferences(KubernetesClient client, Consumer<Input> inputs) {
        this.informers =
                List.of(
                        informer(client, "ConfigMap", "configmaps", inputs),
                        informer(client, "Secret", "secrets", inputs));
    }

    private static SharedIndexInformer<GenericKubernetesResource> informer(
            KubernetesClient client, String kind, String plural, Consumer<Input> inputs) {
        return client.genericKubernetesResources(Declarations.context("", "v1", kind, plural))
                .inAnyNamespace()
                .withLabel(WellKnown.WATCH, WellKnown.WATCH_ENABLED)
                .withLimit(WatchPages.SIZE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(new BareStore())
                .exceptionHandler(
                        (_, failure) -> {
                            LOG.debug("the watch of labelled {}s is tried again", kind, failure);
                            return true;
                        })
                .addEventHandler(new Handler(kind, inputs));
    }

    /// Starts watching.
    public void start() {
        informers.forEach(SharedIndexInformer::start);
    }

    /// Whether everything that was there at the start was told.
    public boolean hasSynced() {
        return informers.stream().allMatch(SharedIndexInformer::hasSynced);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private record Handler(String kind, Consumer<Input> inputs)
            implements ResourceEventHandler<GenericKubernetesResource> {

        @Override
        public void onAdd(GenericKubernetesResource resource) {
            tell(resource, resource.getMetadata().getResourceVersion());
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
            tell(now, now.getMetadata().getResourceVersion());
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean stateUnknown) {
            tell(resource, "");
        }

        private void tell(GenericKubernetesResource resource, String version) {
            var metadata = resource.getMetadata();
            inputs.accept(
                    new Input.ReferenceSeen(
                            new ReferenceName(kind, metadata.getNamespace(), metadata.getName()),
                            version));
        }
    }
}
