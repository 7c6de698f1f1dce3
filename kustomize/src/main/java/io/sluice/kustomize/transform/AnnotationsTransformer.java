package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import java.util.List;
import java.util.Map;

/// Adds annotations.
public final class AnnotationsTransformer implements Transformer {

    private final Map<String, String> annotations;
    private final List<FieldSpec> specs;
    private final Budget budget;

    /// A transformer that adds `annotations` (sorted) to the fields of `specs`.
    public AnnotationsTransformer(
            Map<String, String> annotations, List<FieldSpec> specs, Budget budget) {
        this.annotations = annotations;
        this.specs = specs;
        this.budget = budget;
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : resources.all()) {
            LabelTransformer.apply(resource, annotations, specs, budget);
        }
    }
}
