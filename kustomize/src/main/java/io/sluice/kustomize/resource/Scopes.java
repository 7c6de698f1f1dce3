package io.sluice.kustomize.resource;

/// Knows which types have no namespaces.
@FunctionalInterface
public interface Scopes {

    /// Whether the type is known to be cluster-scoped.
    boolean clusterScoped(Gvk gvk);
}
