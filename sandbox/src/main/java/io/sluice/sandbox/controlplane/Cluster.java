package io.sluice.sandbox.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/// The Kubernetes cluster the sandbox works on: its own control plane, or one that was there before.
public interface Cluster extends AutoCloseable {

    /// A client with all rights; shared, closed with the cluster.
    KubernetesClient client();

    /// The kubeconfig of that client.
    Path kubeconfig();

    /// Writes a kubeconfig with a fresh token of the service account, which must exist.
    Path writeKubeconfigOf(ServiceAccountName account, Path file);

    @Override
    void close();

    /// A service account.
    record ServiceAccountName(String namespace, String name) {}
}
