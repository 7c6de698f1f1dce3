package io.sluice.kustomize.transform;

import io.sluice.kustomize.patch.JsonPatch;
import io.sluice.kustomize.patch.Selector;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applies a JSON patch to the resources that the deprecated `patchesJson6902` names.
public final class PatchJson6902Transformer implements Transformer {

    private final Selector target;
    private final JsonPatch patch;
    private final @Nullable String file;

    /// A transformer that applies `patch` (from `file`) to `target`.
    public PatchJson6902Transformer(Selector target, JsonPatch patch, @Nullable String file) {
        this.target = target;
        this.patch = patch;
        this.file = file;
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : List.copyOf(target.select(resources))) {
            JsonPatches.apply(resources, resource, patch, false, file);
        }
    }
}
