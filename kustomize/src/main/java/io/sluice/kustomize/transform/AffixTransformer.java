package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldSpecs;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import java.util.List;

/// Puts a prefix before, or a suffix behind, names and other fields.
public final class AffixTransformer implements Transformer {

    private final String affix;
    private final boolean prefix;
    private final List<FieldSpec> specs;

    private final Budget budget;

    private AffixTransformer(String affix, boolean prefix, List<FieldSpec> specs, Budget budget) {
        this.budget = budget;
        this.affix = affix;
        this.prefix = prefix;
        this.specs = specs;
    }

    /// A transformer that puts `prefix` before the fields of `specs`. What it costs comes from `budget`.
    public static AffixTransformer prefix(String prefix, List<FieldSpec> specs, Budget budget) {
        return new AffixTransformer(prefix, true, specs, budget);
    }

    /// A transformer that puts `suffix` behind the fields of `specs`. What it costs comes from `budget`.
    public static AffixTransformer suffix(String suffix, List<FieldSpec> specs, Budget budget) {
        return new AffixTransformer(suffix, false, specs, budget);
    }

    @Override
    public void apply(ResMap resources) {
        for (Resource resource : resources.all()) {
            if (!keepsItsName(resource.originalId())) {
                change(resource);
            }
        }
    }

    private void change(Resource resource) {
        budget.visit(FieldSpecs.selecting(specs, resource.originalId().gvk()), specs.size());
        for (FieldSpec spec : specs) {
            if (!resource.originalId().gvk().selectedBy(spec.gvk())) {
                continue;
            }
            if (spec.path().equals("metadata/name") && !affix.isEmpty()) {
                resource.noteAffix(prefix ? Annotations.PREFIXES : Annotations.SUFFIXES, affix);
                budget.history(resource.storePreviousId(), resource.historyLength());
            }
            budget.create(
                    FieldWalk.visit(
                            resource,
                            spec,
                            Creation.SCALAR,
                            node -> {
                                String text = node.scalarText();
                                String old = text == null ? "" : text;
                                FieldWalk.setText(node, prefix ? affix + old : old + affix);
                                resource.touch();
                            }));
        }
    }

    private static boolean keepsItsName(ResId id) {
        return switch (id.gvk().kind()) {
            case "CustomResourceDefinition", "Namespace" -> true;
            case "APIService" -> id.gvk().group().equals("apiregistration.k8s.io");
            default -> false;
        };
    }
}
