package io.sluice.kustomize.transform;

import io.sluice.kustomize.patch.JsonPatch;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import org.jspecify.annotations.Nullable;

/// Applies a JSON patch to exactly one resource.
public final class PatchJson6902Transformer implements Transformer {

    private final ResId target;
    private final JsonPatch patch;
    private final @Nullable String file;

    /// A transformer that applies `patch` (from `file`) to `target`.
    public PatchJson6902Transformer(ResId target, JsonPatch patch, @Nullable String file) {
        this.target = target;
        this.patch = patch;
        this.file = file;
    }

    @Override
    public void apply(ResMap resources) {
        JsonPatches.apply(resources, SmPatches.target(resources, target), patch, file);
    }
}
