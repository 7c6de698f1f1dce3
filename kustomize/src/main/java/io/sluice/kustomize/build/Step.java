package io.sluice.kustomize.build;

import io.sluice.kustomize.resource.Origin;
import io.sluice.kustomize.transform.Transformer;

/// A transformer with the name under which it is noted.
record Step(Transformer transformer, Origin.Configured by) {

    static Step of(String kind, Transformer transformer) {
        return new Step(transformer, new Origin.Configured("builtin", kind, "", ""));
    }
}
