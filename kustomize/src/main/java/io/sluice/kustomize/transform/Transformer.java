package io.sluice.kustomize.transform;

import io.sluice.kustomize.resource.ResMap;

/// Changes resources.
@FunctionalInterface
public interface Transformer {

    /// Changes the resources of a map in place.
    void apply(ResMap resources);
}
