package io.sluice.kustomize.transform;

import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;

/// Gives generated resources names that follow from their content.
public final class HashTransformer implements Transformer {

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : resources.all()) {
            String wanted = resource.annotation(Annotations.NEEDS_HASH);
            if (wanted != null && wanted.equals("enabled")) {
                resource.storePreviousId();
                resource.name(resource.name() + "-" + ContentHash.of(resource));
            }
        }
    }
}
