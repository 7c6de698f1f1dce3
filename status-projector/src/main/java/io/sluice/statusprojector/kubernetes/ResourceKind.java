package io.sluice.statusprojector.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.source.GitRepository;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.status.Live;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

/// A kind whose statuses we write; a new one is one more constant.
///
/// @param type of its resources
/// @param spec of a resource, as much as the status depends on
/// @param status of a resource, without what is not ours
/// @param suspended whether a spec says to leave the resource alone
public record ResourceKind<R extends CustomResource<?, ?>, P, S>(
        Class<R> type, Function<R, P> spec, Function<R, S> status, Predicate<P> suspended) {

    /// GitRepository.
    public static final ResourceKind<GitRepository, GitRepositorySpec, GitRepositoryStatus>
            GIT_REPOSITORY =
                    new ResourceKind<>(
                            GitRepository.class,
                            GitRepository::getSpec,
                            GitRepository::currentStatus,
                            GitRepositorySpec::suspend);

    /// Kustomization; the inventory is the applier's.
    public static final ResourceKind<Kustomization, KustomizationSpec, KustomizationStatus>
            KUSTOMIZATION =
                    new ResourceKind<>(
                            Kustomization.class,
                            Kustomization::getSpec,
                            resource -> withoutInventory(resource.currentStatus()),
                            KustomizationSpec::suspend);

    /// As in `kind`.
    public String name() {
        return HasMetadata.getKind(type);
    }

    /// As in `apiVersion`.
    public String apiVersion() {
        return HasMetadata.getApiVersion(type);
    }

    /// As in URLs.
    public String plural() {
        return HasMetadata.getPlural(type);
    }

    Live<P, S> live(R resource, Instant seen) {
        ObjectMeta metadata = resource.getMetadata();
        P spec = this.spec.apply(resource);
        return new Live<>(
                new ResourceKey(name(), metadata.getNamespace(), metadata.getName()),
                metadata.getUid(),
                metadata.getGeneration(),
                metadata.getResourceVersion(),
                suspended.test(spec),
                metadata.getDeletionTimestamp() != null,
                seen,
                spec,
                status.apply(resource));
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
