package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sluice.api.kustomize.DeletionPolicy;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.HealthCheckExpression;
import io.sluice.api.meta.Inventory;
import io.sluice.api.meta.KubeConfigReference;
import io.sluice.applier.engine.LiveBodies;
import io.sluice.applier.plan.DeleteGuard;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Identity;
import io.sluice.applier.unit.KubeConfig;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what a unit's resource says.
final class Declarations {

    static final String KIND = "Kustomization";

    private Declarations() {}

    static ResourceKey key(HasMetadata resource) {
        return new ResourceKey(
                KIND, resource.getMetadata().getNamespace(), resource.getMetadata().getName());
    }

    /// @param fallback the service account of units that name none; null for ourselves
    static Declaration read(Kustomization resource, @Nullable String fallback) {
        ObjectMeta metadata = resource.getMetadata();
        KustomizationSpec spec = resource.getSpec();
        KustomizationStatus status = resource.currentStatus();
        return new Declaration(
                key(resource),
                metadata.getUid(),
                Objects.requireNonNullElse(metadata.getGeneration(), 0L),
                metadata.getResourceVersion(),
                new Declaration.Lifecycle(
                        metadata.getDeletionTimestamp() != null,
                        spec.suspend(),
                        metadata.getFinalizers()),
                new Declaration.LiveSpec(
                        spec.prune(),
                        spec.deletesObjects(),
                        spec.effectiveDeletionPolicy() == DeletionPolicy.WAIT_FOR_TERMINATION,
                        timeout(spec),
                        Identity.of(key(resource), spec.serviceAccountName(), fallback),
                        kubeConfig(spec)),
                source(spec, metadata.getNamespace()),
                dependencies(spec, metadata.getNamespace()),
                inventory(status),
                new Declaration.ReportedStatus(
                        status.observedGeneration(), isReady(status), status.lastAppliedRevision()),
                deletions(metadata));
    }

    private static @Nullable KubeConfig kubeConfig(KustomizationSpec spec) {
        KubeConfigReference reference = spec.kubeConfig();
        if (reference == null) {
            return null;
        }
        var secret = reference.secretRef();
        return secret == null || reference.configMapRef() != null
                ? new KubeConfig.Unsupported(
                        "spec.kubeConfig.configMapRef is not supported yet: put a kubeconfig into a Secret and name it in spec.kubeConfig.secretRef")
                : new KubeConfig.Secret(secret.name(), Absent.toNull(secret.key()));
    }

    /// The kinds whose health the unit's expressions judge.
    static Set<String> judgedKinds(Kustomization resource) {
        Set<String> kinds = new TreeSet<>();
        for (HealthCheckExpression check : resource.getSpec().healthCheckExprs()) {
            String api = check.apiVersion();
            int slash = api.indexOf('/');
            kinds.add(
                    LiveBodies.kindName(
                            slash < 0 ? "" : api.substring(0, slash),
                            Objects.requireNonNullElse(check.kind(), "")));
        }
        return kinds;
    }

    private static Declaration.Deletions deletions(ObjectMeta metadata) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.of());
        return new Declaration.Deletions(
                annotations.get(DeleteGuard.ANNOTATION), annotations.get(DeleteGuard.CONFIRMATION));
    }

    private static Duration timeout(KustomizationSpec spec) {
        try {
            return spec.effectiveTimeout();
        } catch (IllegalArgumentException _) {
            return Duration.ofMinutes(5);
        }
    }

    private static ResourceKey source(KustomizationSpec spec, String namespace) {
        return new ResourceKey(
                spec.sourceRef().kind(),
                spec.sourceRef().effectiveNamespace(namespace),
                spec.sourceRef().name());
    }

    private static List<ResourceKey> dependencies(KustomizationSpec spec, String namespace) {
        return spec.dependsOn().stream()
                .map(
                        dependency ->
                                new ResourceKey(
                                        KIND,
                                        Objects.requireNonNullElse(
                                                dependency.namespace(), namespace),
                                        dependency.name()))
                .toList();
    }

    /// @throws IllegalArgumentException if an entry has another form; then nothing may be done
    private static List<ObjectId> inventory(KustomizationStatus status) {
        List<ObjectId> objects = new ArrayList<>();
        Inventory inventory = status.inventory();
        if (inventory == null) {
            return objects;
        }
        for (Inventory.Entry entry : inventory.entries()) {
            objects.add(ObjectId.fromInventory(entry.id(), entry.version()));
        }
        return objects;
    }

    private static boolean isReady(KustomizationStatus status) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.type().equals("Ready") && condition.holds());
    }
}
