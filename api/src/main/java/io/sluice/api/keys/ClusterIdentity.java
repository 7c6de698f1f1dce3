package io.sluice.api.keys;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/// What tells one cluster from another for as long as it exists: the uid of `kube-system`.
public record ClusterIdentity(String uid) {
    private static final String NAMESPACE = "kube-system";

    /// Asks the API server.
    ///
    /// @throws IllegalStateException if there is no such namespace (yet)
    public static ClusterIdentity read(KubernetesClient client) {
        @Nullable Namespace namespace = client.namespaces().withName(NAMESPACE).get();
        if (namespace == null) {
            throw new IllegalStateException(
                    "the cluster has no namespace "
                            + NAMESPACE
                            + "; its uid identifies the cluster");
        }
        return new ClusterIdentity(namespace.getMetadata().getUid());
    }
}
