package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Adds labels, in selectors too if the field specs say so.
public final class LabelTransformer implements Transformer {

    private final Map<String, String> labels;
    private final List<FieldSpec> specs;
    private final Budget budget;

    /// A transformer that adds `labels` (sorted) to the fields of `specs`. What it costs comes from `budget`.
    public LabelTransformer(Map<String, String> labels, List<FieldSpec> specs, Budget budget) {
        this.labels = labels;
        this.specs = specs;
        this.budget = budget;
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : resources.all()) {
            apply(resource, labels, specs, budget);
        }
    }

    static void apply(
            Resource resource, Map<String, String> entries, List<FieldSpec> all, Budget budget) {
        if (entries.isEmpty()) {
            return;
        }
        var specs = new ArrayList<FieldSpec>();
        int made = 0;
        for (FieldSpec spec : all) {
            if (resource.gvk().selectedBy(spec.gvk())) {
                specs.add(spec);
                made += spec.create() ? 1 : 0;
            }
        }
        budget.look(1, all.size());
        budget.set(entries.size(), specs.size(), made);
        boolean lasting = entries.size() > 2 && stay(specs, entries);
        List<Node> fields = List.of();
        boolean found = false;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            // All fields made in one go share one node, as in the reference: what changes
            // one of them later changes all.
            ScalarNode shared = ScalarNode.quotedString(entry.getValue()).share();
            String key = entry.getKey();
            if (found) {
                fields.forEach(field -> FieldWalk.setEntry(field, key, shared));
                continue;
            }
            var visited = new ArrayList<Node>(specs.size());
            FieldWalk.visitAll(
                    resource,
                    specs,
                    Creation.MAP,
                    budget,
                    node -> {
                        visited.add(node);
                        FieldWalk.setEntry(node, key, shared);
                    });
            found = lasting && same(visited, fields);
            fields = visited;
        }
        resource.touch();
    }

    /// Whether no entry could stand on the way to a field: then the fields stay where they are.
    private static boolean stay(List<FieldSpec> specs, Map<String, String> entries) {
        for (FieldSpec spec : specs) {
            for (String part : spec.parts()) {
                String name = part.endsWith("[]") ? part.substring(0, part.length() - 2) : part;
                if (entries.containsKey(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether the same maps were found as before, so that nothing was made for them.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(List<Node> now, List<Node> before) {
        if (now.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!(now.get(i) instanceof MapNode) || now.get(i) != before.get(i)) {
                return false;
            }
        }
        return true;
    }
}
