package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.watch.BareStore;
import io.sluice.api.watch.WatchPages;
import io.sluice.applier.engine.Engine;
import io.sluice.applier.engine.LiveResource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Watches the units' resources in all namespaces. Waits, if their kind is not there yet.
public final class UnitWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UnitWatch.class);

    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Engine engine;
    private final @Nullable String fallback;
    private final KubernetesSerialization serialization;

    /// A watch that tells the engine.
    ///
    /// @param fallback the service account of units that name none; null for ourselves
    public UnitWatch(KubernetesClient client, Engine engine, @Nullable String fallback) {
        this.engine = engine;
        this.fallback = fallback;
        this.serialization = client.getKubernetesSerialization();
        this.informer =
                client.genericKubernetesResources(
                                ResourceDefinitionContext.fromResourceType(Kustomization.class))
                        .inAnyNamespace()
                        .withLimit(WatchPages.SIZE)
                        .runnableInformer(0);
        informer.exceptionHandler(
                (_, problem) -> {
                    LOG.debugf(
                            "the watch of Kustomizations starts again: %s", problem.getMessage());
                    return true;
                });
        informer.itemStore(new BareStore(this::declare, this::undeclare));
    }

    /// Starts; returns at once.
    public void start() {
        // The store is filled by then, and what fills it is what we listen to.
        informer.start().thenRun(engine::declarationsKnown);
    }

    /// One bad resource must not stop the watch of all.
    private void declare(GenericKubernetesResource resource) {
        try {
            resource.getMetadata().setManagedFields(List.of());
            var unit = serialization.convertValue(resource, Kustomization.class);
            engine.declared(
                    Declarations.read(unit, fallback),
                    new LiveResource(
                            serialization.asJson(resource), Declarations.judgedKinds(unit)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "nothing is done for %s: it cannot be read", Declarations.key(resource));
            engine.undeclared(Declarations.key(resource));
        }
    }

    private void undeclare(GenericKubernetesResource gone) {
        engine.undeclared(Declarations.key(gone));
    }

    @Override
    public void close() {
        informer.stop();
    }
}
