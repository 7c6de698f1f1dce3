package io.sluice.kustomize.transform;

import io.sluice.kustomize.merge.StrategicMerge;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.List;

/// Applies strategic merge patches, each to the resource it names.
public final class PatchStrategicMergeTransformer implements Transformer {

    private final List<Resource> patches;
    private final SmPatches applier;

    /// A transformer that applies `patches` in order.
    public PatchStrategicMergeTransformer(List<Resource> patches, StrategicMerge merge) {
        this.patches = patches;
        this.applier = new SmPatches(merge);
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource patch : patches) {
            Resource target = SmPatches.target(resources, patch.originalId());
            Resource copy = patch.copy();
            SmPatches.metadataAsText(copy);
            copy.root().put("apiVersion", ScalarNode.bare(target.apiVersion()));
            applier.apply(resources, target, copy);
            resources.requireUnique();
        }
    }
}
