package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Tag;
import java.util.List;
import java.util.stream.Collectors;

/// Sets the number of replicas of whatever has a given name.
public final class ReplicaCountTransformer implements Transformer {

    private final String name;
    private final String count;
    private final List<FieldSpec> specs;
    private final Budget budget;

    /// A transformer that sets `count` in the fields of `specs`, and pays for it from `budget`.
    public ReplicaCountTransformer(
            String name, String count, List<FieldSpec> specs, Budget budget) {
        this.name = name;
        this.count = count;
        this.specs = specs;
        this.budget = budget;
    }

    @Override
    public void apply(ResMap resources) {
        boolean found = false;
        for (FieldSpec spec : specs) {
            List<Resource> named = List.copyOf(resources.everNamed(name));
            budget.refer(named.size(), named.size());
            for (Resource resource : named) {
                if (everSelected(resource, spec)) {
                    found = true;
                    FieldWalk.visit(
                            resource,
                            spec,
                            Creation.SCALAR,
                            node -> FieldWalk.setTyped(node, count, Tag.INT));
                }
            }
        }
        if (!found) {
            String types =
                    specs.stream()
                            .map(spec -> spec.gvk().toString())
                            .collect(Collectors.joining(" ", "[", "]"));
            throw new KustomizeException(
                    "resource with name "
                            + name
                            + " does not match a config with the following GVK "
                            + types);
        }
    }

    private boolean everSelected(Resource resource, FieldSpec spec) {
        if (resource.currentId().selectedBy(spec.gvk(), name, "")) {
            return true;
        }
        return resource.previousIds().stream().anyMatch(id -> id.selectedBy(spec.gvk(), name, ""));
    }
}
