package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.merge.StrategicMerge;
import io.sluice.kustomize.patch.JsonPatch;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applies one entry of `patches`: a strategic merge patch or a JSON patch.
public final class PatchTransformer implements Transformer {

    private final List<Resource> patches;
    private final @Nullable JsonPatch json;
    private final @Nullable PatchTarget target;
    private final String source;
    private final @Nullable String file;
    private final SmPatches applier;

    /// A transformer for strategic merge patches, or for the JSON patch if there is one.
    public PatchTransformer(
            List<Resource> patches,
            @Nullable JsonPatch json,
            @Nullable PatchTarget target,
            String source,
            @Nullable String file,
            StrategicMerge merge) {
        this.patches = patches;
        this.json = json;
        this.target = target;
        this.source = source;
        this.file = file;
        this.applier = new SmPatches(merge);
    }

    @Override
    public void apply(ResMap resources) {
        JsonPatch operations = json;
        if (operations != null) {
            json(resources, operations);
        } else if (target != null) {
            selected(resources, target);
        } else {
            named(resources);
        }
    }

    private void json(ResMap resources, JsonPatch operations) {
        if (target == null) {
            throw new KustomizeException("must specify a target for JSON patch " + source, file, 0);
        }
        for (Resource resource : target.select(resources)) {
            JsonPatches.apply(resources, resource, operations, true, file);
        }
    }

    private void selected(ResMap resources, PatchTarget selector) {
        if (patches.size() > 1) {
            throw new KustomizeException(
                    "Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set"
                            + " `patches.target` field: "
                            + source,
                    file,
                    0);
        }
        List<Resource> selected = selector.select(resources);
        for (Resource patch : patches) {
            for (Resource resource : selected) {
                Resource copy = patch.copy();
                SmPatches.metadataAsText(copy);
                copy.root().put("apiVersion", ScalarNode.bare(resource.apiVersion()));
                if (!SmPatches.changesKind(patch)) {
                    copy.root().put("kind", resource.kind());
                }
                if (!copy.name().isEmpty()) {
                    // Where it may rename, it leaves a name whose type follows from its text.
                    copy.name(copy.name());
                }
                applier.apply(resources, resource, copy);
            }
            resources.requireUnique();
        }
    }

    private void named(ResMap resources) {
        for (Resource patch : patches) {
            Resource target;
            try {
                target = SmPatches.target(resources, patch.originalId());
            } catch (KustomizeException e) {
                throw e.prefixed(
                                "no resource matches strategic merge patch \""
                                        + patch.originalId()
                                        + "\": ")
                        .in(patch.file(), patch.root().line());
            }
            applier.apply(resources, target, patch.copy());
        }
    }
}
