package io.sluice.api.meta;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/// Names other tools agree with us on: annotations, labels, the finalizer. Never change one.
public final class WellKnown {
    /// Annotation: any new value asks for an immediate reconciliation.
    public static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    /// Annotation of a HelmRelease: force an upgrade once; counts only if equal to requestedAt.
    public static final String FORCE_AT = "reconcile.fluxcd.io/forceAt";

    /// Annotation of a HelmRelease: reset its failure counts; counts only if equal to requestedAt.
    public static final String RESET_AT = "reconcile.fluxcd.io/resetAt";

    /// Label of a ConfigMap or Secret, value `Enabled`: changes reconcile what refers to it at once.
    public static final String WATCH = "reconcile.fluxcd.io/watch";

    /// The value of [#WATCH].
    public static final String WATCH_ENABLED = "Enabled";

    /// Prefix of annotations copied into events.
    public static final String EVENT_PREFIX = "event.toolkit.fluxcd.io/";

    /// On every source, Kustomization, HelmRelease, Receiver and image kind.
    public static final String FINALIZER = "finalizers.fluxcd.io";

    /// The label by which objects are shared out between installations, by convention.
    public static final String SHARD = "sharding.fluxcd.io/key";

    private WellKnown() {}

    /// The reconciliation a user asked for, if any; compared as an opaque string.
    public static Optional<String> requestedAt(HasMetadata resource) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return annotations == null
                ? Optional.empty()
                : Optional.ofNullable(annotations.get(REQUESTED_AT))
                        .filter(value -> !value.isEmpty());
    }

    /// Whether the object carries our finalizer.
    public static boolean hasFinalizer(HasMetadata resource) {
        return resource.getMetadata().getFinalizers().contains(FINALIZER);
    }
}
