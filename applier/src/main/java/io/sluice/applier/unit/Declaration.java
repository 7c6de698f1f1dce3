package io.sluice.applier.unit;

import io.sluice.api.meta.WellKnown;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the live resource of a unit says; the log never overrules it.
///
/// @param unit its key
/// @param uid which of the resources of that name
/// @param generation of its spec
/// @param resourceVersion as it was read
/// @param lifecycle what it says about acting at all
/// @param spec the parts of the spec that count as they are live
/// @param source the unit takes its artifact from
/// @param dependsOn units that must be ready first
/// @param inventory the objects it owns, in stored order
/// @param status what its status says of the last reconciliation
/// @param deletions what it says about deleting many objects
public record Declaration(
        ResourceKey unit,
        String uid,
        long generation,
        String resourceVersion,
        Lifecycle lifecycle,
        LiveSpec spec,
        ResourceKey source,
        List<ResourceKey> dependsOn,
        List<ObjectId> inventory,
        ReportedStatus status,
        Deletions deletions) {

    public Declaration {
        dependsOn = List.copyOf(dependsOn);
        inventory = List.copyOf(inventory);
    }

    /// A resource that says nothing about deleting many objects.
    public Declaration(
            ResourceKey unit,
            String uid,
            long generation,
            String resourceVersion,
            Lifecycle lifecycle,
            LiveSpec spec,
            ResourceKey source,
            List<ResourceKey> dependsOn,
            List<ObjectId> inventory,
            ReportedStatus status) {
        this(
                unit,
                uid,
                generation,
                resourceVersion,
                lifecycle,
                spec,
                source,
                dependsOn,
                inventory,
                status,
                Deletions.UNSAID);
    }

    /// The annotations about deleting many objects.
    ///
    /// @param limit of its own, as written; null if it has none
    /// @param confirmed revision or digest; null if none is
    public record Deletions(@Nullable String limit, @Nullable String confirmed) {

        /// Nothing is said.
        public static final Deletions UNSAID = new Deletions(null, null);

        /// Whether the deletions of a desired state are confirmed.
        public boolean confirms(@Nullable String revision, String digest) {
            return confirmed != null && (confirmed.equals(revision) || confirmed.equals(digest));
        }
    }

    /// Whether the resource is to be acted for.
    ///
    /// @param deleting it has a deletion timestamp
    /// @param suspended `spec.suspend`
    /// @param finalizers it carries
    public record Lifecycle(boolean deleting, boolean suspended, List<String> finalizers) {
        public Lifecycle {
            finalizers = List.copyOf(finalizers);
        }

        /// Whether it carries our finalizer.
        public boolean finalized() {
            return finalizers.contains(WellKnown.FINALIZER);
        }
    }

    /// What is obeyed at once.
    ///
    /// @param prunes whether objects that leave the desired state are deleted
    /// @param deletesObjects whether its own deletion deletes its objects
    /// @param waitsForTermination whether its own deletion waits until they are gone
    /// @param timeout of apply, health checks and deletion
    /// @param identity as whom it acts
    /// @param kubeConfig of the cluster its objects are in; null for our own
    public record LiveSpec(
            boolean prunes,
            boolean deletesObjects,
            boolean waitsForTermination,
            Duration timeout,
            Identity identity,
            @Nullable KubeConfig kubeConfig) {

        /// Whether its objects are in another cluster.
        public boolean isRemote() {
            return kubeConfig != null;
        }
    }

    /// What the status says.
    ///
    /// @param observedGeneration of the last reconciliation
    /// @param ready whether the condition `Ready` is true
    /// @param lastAppliedRevision null if there is none
    public record ReportedStatus(
            long observedGeneration, boolean ready, @Nullable String lastAppliedRevision) {}

    /// Why nothing can be done for it in any cluster, and what to change.
    public Optional<String> obstacle() {
        if (spec.identity() instanceof Identity.Nobody nobody) {
            return Optional.of(nobody.message());
        }
        return spec.kubeConfig() instanceof KubeConfig.Unsupported unsupported
                ? Optional.of(unsupported.message())
                : Optional.empty();
    }

    /// Whether nothing may be written for it but its deletion.
    public boolean isAtRest() {
        return lifecycle.deleting() || lifecycle.suspended();
    }
}
