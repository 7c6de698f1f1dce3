package io.sluice.statusprojector.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.WellKnown;
import io.sluice.api.source.GitRepository;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.statusprojector.status.Live;
import io.sluice.statusprojector.status.UnservedSpec;
import io.sluice.statusprojector.status.UnservedStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// A kind whose statuses we write; a new one is one more constant.
///
/// @param type of its resources in Java
/// @param context its names in the API
/// @param spec of a resource, as much as the status depends on
/// @param status of a resource, without what is not ours
/// @param suspended whether a spec says to leave the resource alone
public record ResourceKind<R extends HasMetadata, P, S>(
        Class<R> type,
        ResourceDefinitionContext context,
        Function<R, P> spec,
        Function<R, S> status,
        Predicate<P> suspended) {

    /// GitRepository.
    public static final ResourceKind<GitRepository, GitRepositorySpec, GitRepositoryStatus>
            GIT_REPOSITORY =
                    new ResourceKind<>(
                            GitRepository.class,
                            contextOf(GitRepository.class),
                            GitRepository::getSpec,
                            GitRepository::currentStatus,
                            GitRepositorySpec::suspend);

    /// Kustomization; the inventory is the applier's.
    public static final ResourceKind<Kustomization, KustomizationSpec, KustomizationStatus>
            KUSTOMIZATION =
                    new ResourceKind<>(
                            Kustomization.class,
                            contextOf(Kustomization.class),
                            Kustomization::getSpec,
                            resource -> withoutInventory(resource.currentStatus()),
                            KustomizationSpec::suspend);

    /// A kind that we define and do not serve; read loosely, so that no spec is too odd for it.
    public static ResourceKind<GenericKubernetesResource, UnservedSpec, UnservedStatus> unserved(
            Class<? extends HasMetadata> definition) {
        return new ResourceKind<>(
                GenericKubernetesResource.class,
                contextOf(definition),
                ResourceKind::looseSpec,
                ResourceKind::looseStatus,
                UnservedSpec::suspend);
    }

    private static ResourceDefinitionContext contextOf(Class<? extends HasMetadata> type) {
        return ResourceDefinitionContext.fromResourceType(type);
    }

    /// As in `kind`.
    public String name() {
        return context.getKind();
    }

    /// As in `apiVersion`.
    public String apiVersion() {
        return context.getGroup() + "/" + context.getVersion();
    }

    /// As in URLs.
    public String plural() {
        return context.getPlural();
    }

    @SuppressWarnings("unchecked") // the type is the generic one exactly where R is
    MixedOperation<R, ? extends KubernetesResourceList<R>, ? extends Resource<R>> in(
            KubernetesClient client) {
        if (CustomResource.class.isAssignableFrom(type)) {
            return client.resources(type);
        }
        return (MixedOperation<R, ? extends KubernetesResourceList<R>, ? extends Resource<R>>)
                (MixedOperation<?, ?, ?>) client.genericKubernetesResources(context);
    }

    Live<P, S> live(R resource, Instant seen) {
        ObjectMeta metadata = resource.getMetadata();
        P spec = this.spec.apply(resource);
        return new Live<>(
                new ResourceKey(name(), metadata.getNamespace(), metadata.getName()),
                metadata.getUid(),
                Optional.ofNullable(metadata.getGeneration()).orElse(0L),
                metadata.getResourceVersion(),
                suspended.test(spec),
                metadata.getDeletionTimestamp() != null,
                annotations(metadata),
                seen,
                spec,
                status.apply(resource));
    }

    private static Map<String, String> annotations(ObjectMeta metadata) {
        var kept = new TreeMap<String, String>();
        Map<String, String> all = metadata.getAnnotations();
        if (all != null) {
            all.forEach(
                    (name, value) -> {
                        if (name.equals(WellKnown.REQUESTED_AT)
                                || name.startsWith(WellKnown.EVENT_PREFIX)) {
                            kept.put(name, value);
                        }
                    });
        }
        return kept;
    }

    private static UnservedSpec looseSpec(GenericKubernetesResource resource) {
        return new UnservedSpec(
                Boolean.TRUE.equals(resource.get("spec", "suspend")),
                resource.get("spec", "type") instanceof String type ? type : "");
    }

    private static UnservedStatus looseStatus(GenericKubernetesResource resource) {
        Object status = resource.get("status");
        return status == null
                ? UnservedStatus.EMPTY
                : EventJson.mapper().convertValue(status, UnservedStatus.class);
    }

    private static KustomizationStatus withoutInventory(KustomizationStatus status) {
        return new KustomizationStatus(
                status.conditions(),
                status.history(),
                null,
                status.lastAppliedOriginRevision(),
                status.lastAppliedRevision(),
                status.lastAttemptedRevision(),
                status.lastHandledReconcileAt(),
                status.observedGeneration());
    }
}
