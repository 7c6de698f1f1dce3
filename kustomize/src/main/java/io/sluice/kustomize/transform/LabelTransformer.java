package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.List;
import java.util.Map;

/// Adds labels, in selectors too if the field specs say so.
public final class LabelTransformer implements Transformer {

    private final Map<String, String> labels;
    private final List<FieldSpec> specs;

    /// A transformer that adds `labels` (sorted) to the fields of `specs`.
    public LabelTransformer(Map<String, String> labels, List<FieldSpec> specs) {
        this.labels = labels;
        this.specs = specs;
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : resources.all()) {
            apply(resource, labels, specs);
        }
    }

    static void apply(Resource resource, Map<String, String> entries, List<FieldSpec> specs) {
        if (entries.isEmpty()) {
            return;
        }
        entries.forEach(
                (key, value) -> {
                    // All fields made in one go share one node, as in the reference: what changes
                    // one of them later changes all.
                    ScalarNode shared = ScalarNode.quotedString(value).share();
                    FieldWalk.visitAll(
                            resource,
                            specs,
                            Creation.MAP,
                            node -> FieldWalk.setEntry(node, key, shared));
                });
        resource.touch();
    }
}
