package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.sluice.api.watch.BareStore;
import io.sluice.applier.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Watches the definitions of kinds, so that what waits for one begins when it is there. Keeps names
/// only: schemas are large.
public final class DefinitionWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DefinitionWatch.class);

    /// Fewer than of other kinds: their schemas are large.
    private static final long PAGE = 20;

    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Map<String, Definition> definitions = new ConcurrentHashMap<>();
    private final Engine engine;

    /// A watch that tells the engine.
    public DefinitionWatch(KubernetesClient client, Engine engine) {
        this.engine = engine;
        var context =
                new ResourceDefinitionContext.Builder()
                        .withGroup("apiextensions.k8s.io")
                        .withVersion("v1")
                        .withKind("CustomResourceDefinition")
                        .withPlural("customresourcedefinitions")
                        .withNamespaced(false)
                        .build();
        this.informer =
                client.genericKubernetesResources(context)
                        .withLimit(PAGE)
                        .runnableInformer(0)
                        .itemStore(new BareStore(this::see, this::miss))
                        .exceptionHandler(
                                (_, problem) -> {
                                    LOG.debugf(
                                            "the watch of definitions starts again: %s",
                                            problem.getMessage());
                                    return true;
                                });
    }

    /// Starts; returns at once.
    public void start() {
        var _ = informer.start();
    }

    @Override
    public void close() {
        informer.stop();
    }

    /// What is kept of a definition.
    private record Definition(
            String group,
            String kind,
            List<String> versions,
            boolean established,
            long generation) {

        static Definition of(GenericKubernetesResource resource) {
            List<String> versions = new ArrayList<>();
            List<?> declared = resource.get("spec", "versions");
            for (Object version : declared == null ? List.of() : declared) {
                if (version instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("served"))) {
                    versions.add(String.valueOf(map.get("name")));
                }
            }
            Long generation = resource.getMetadata().getGeneration();
            return new Definition(
                    String.valueOf(resource.<Object>get("spec", "group")),
                    String.valueOf(resource.<Object>get("spec", "names", "kind")),
                    versions,
                    isEstablished(resource),
                    generation == null ? 0 : generation);
        }

        private static boolean isEstablished(GenericKubernetesResource resource) {
            List<?> conditions = resource.get("status", "conditions");
            for (Object condition : conditions == null ? List.of() : conditions) {
                if (condition instanceof Map<?, ?> map
                        && "Established".equals(map.get("type"))
                        && "True".equals(map.get("status"))) {
                    return true;
                }
            }
            return false;
        }

        /// Whether objects of the kind may be taken now that were not before.
        boolean isNewsAfter(@Nullable Definition before) {
            return established
                    && (before == null || !before.established || before.generation != generation);
        }
    }

    private void see(GenericKubernetesResource resource) {
        Definition now = Definition.of(resource);
        Definition before = definitions.put(resource.getMetadata().getName(), now);
        if (now.isNewsAfter(before)) {
            engine.served(now.group(), now.kind(), now.versions());
        }
    }

    private void miss(GenericKubernetesResource bare) {
        Definition gone = definitions.remove(bare.getMetadata().getName());
        if (gone != null) {
            engine.unserved(gone.group(), gone.versions());
        }
    }
}
