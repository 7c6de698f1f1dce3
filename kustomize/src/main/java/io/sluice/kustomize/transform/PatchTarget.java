package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.patch.Selector;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import java.util.List;

/// The `target` of a patch, which is not looked into before the patch is applied.
///
/// @param fields what it was written with
/// @param budget where the cost of selecting comes from
public record PatchTarget(MapNode fields, Budget budget) {

    List<Resource> select(ResMap resources) {
        try {
            return Selector.of(fields, budget).select(resources);
        } catch (KustomizeException e) {
            boolean expression = e.text().startsWith("error parsing regexp");
            throw expression ? Selector.malformed(fields, e) : e;
        }
    }
}
