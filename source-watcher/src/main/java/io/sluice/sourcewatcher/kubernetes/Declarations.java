package io.sluice.sourcewatcher.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.sluice.api.meta.ApiGroups;
import io.sluice.api.watch.BareStore;
import io.sluice.api.watch.WatchPages;
import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.watch.Input;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the declarations of all namespaces.
///
/// They are read as trees and decoded one by one, so that one odd object never stops its kind.
public final class Declarations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Declarations.class);
    private static final Set<String> SOURCES = new TreeSet<>(Set.of("GitRepository"));

    private final List<SharedIndexInformer<GenericKubernetesResource>> informers;

    /// Starts nothing yet.
    ///
    /// @param crossNamespace whether units may use sources of other namespaces
    /// @param inputs told of every change
    public Declarations(KubernetesClient client, boolean crossNamespace, Consumer<Input> inputs) {
        var units = new UnitReader(SOURCES, crossNamespace);
        this.informers =
                List.of(
                        informer(
                                client,
                                context(
                                        ApiGroups.SOURCE,
                                        ApiGroups.SOURCE_VERSION,
                                        "GitRepository",
                                        "gitrepositories"),
                                inputs,
                                resource -> new Input.SourceDeclared(SourceReader.read(resource)),
                                Input.SourceGone::new),
                        informer(
                                client,
                                context(
                                        ApiGroups.KUSTOMIZE,
                                        ApiGroups.KUSTOMIZE_VERSION,
                                        "Kustomization",
                                        "kustomizations"),
                                inputs,
                                resource -> new Input.UnitDeclared(units.read(resource)),
                                Input.UnitGone::new));
    }

    static ResourceDefinitionContext context(
            String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    private static SharedIndexInformer<GenericKubernetesResource> informer(
            KubernetesClient client,
            ResourceDefinitionContext context,
            Consumer<Input> inputs,
            Function<GenericKubernetesResource, Input> declared,
            Function<ResourceKey, Input> gone) {
        return client.genericKubernetesResources(context)
                .inAnyNamespace()
                .withLimit(WatchPages.SIZE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(new BareStore())
                .exceptionHandler(
                        (_, failure) -> {
                            LOG.debug("the watch of {} is tried again", context.getKind(), failure);
                            return true;
                        })
                .addEventHandler(new Handler(inputs, declared, gone));
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

    private record Handler(
            Consumer<Input> inputs,
            Function<GenericKubernetesResource, Input> declared,
            Function<ResourceKey, Input> gone)
            implements ResourceEventHandler<GenericKubernetesResource> {

        @Override
        public void onAdd(GenericKubernetesResource resource) {
            inputs.accept(declared.apply(resource));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
            inputs.accept(declared.apply(now));
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean stateUnknown) {
            var metadata = resource.getMetadata();
            inputs.accept(
                    gone.apply(
                            new ResourceKey(
                                    resource.getKind(),
                                    metadata.getNamespace(),
                                    metadata.getName())));
        }
    }
}
