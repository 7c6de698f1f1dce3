package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import java.util.List;
import java.util.Map;

/// Adds annotations.
public final class AnnotationsTransformer implements Transformer {

    private final Map<String, String> annotations;
    private final List<FieldSpec> specs;

    /// A transformer that adds `annotations` (sorted) to the fields of `specs`.
    public AnnotationsTransformer(Map<String, String> annotations, List<FieldSpec> specs) {
        this.annotations = annotations;
        this.specs = specs;
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : resources.all()) {
            LabelTransformer.apply(resource, annotations, specs);
        }
    }
}
