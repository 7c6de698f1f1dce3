package io.sluice.applier.unit;

import org.jspecify.annotations.Nullable;

/// How a unit names another cluster for its objects.
public sealed interface KubeConfig {

    /// A kubeconfig in a Secret of the unit's own namespace.
    ///
    /// @param key of the entry; null for `value`, else `value.yaml`
    record Secret(String name, @Nullable String key) implements KubeConfig {}

    /// In a way that is not served; the unit must then not fall back to our own cluster.
    ///
    /// @param message says what to change
    record Unsupported(String message) implements KubeConfig {}
}
