package io.sluice.applier.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sluice.api.kustomize.DeletionPolicy;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Inventory;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads what a unit's resource says.
final class Declarations {

    static final String KIND = "Kustomization";

    private Declarations() {}

    static ResourceKey key(Kustomization resource) {
        return new ResourceKey(
                KIND, resource.getMetadata().getNamespace(), resource.getMetadata().getName());
    }

    static Declaration read(Kustomization resource) {
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
                        Absent.toNull(spec.serviceAccountName()),
                        spec.kubeConfig() != null),
                source(spec, metadata.getNamespace()),
                dependencies(spec, metadata.getNamespace()),
                inventory(status),
                new Declaration.ReportedStatus(
                        status.observedGeneration(),
                        isReady(status),
                        status.lastAppliedRevision()));
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
