package io.sluice.applier.engine;

import io.sluice.applier.remote.KubeconfigSecret;

/// Clusters other than our own. They are not watched: what is to be known of their objects is asked
/// for.
public interface RemoteClusters {

    /// The cluster that a kubeconfig leads to.
    Reached reach(KubeconfigSecret secret);

    /// What became of it.
    sealed interface Reached {

        /// Requests can be sent; whether they arrive is seen then.
        record Found(Target target) implements Reached {}

        /// The kubeconfig must not or cannot be used.
        ///
        /// @param message says why and what to change
        record Refused(String message) implements Reached {}
    }
}
