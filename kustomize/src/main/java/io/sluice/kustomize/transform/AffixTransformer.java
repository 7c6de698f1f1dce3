package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import java.util.List;

/// Puts a prefix before, or a suffix behind, names and other fields.
public final class AffixTransformer implements Transformer {

    private final String affix;
    private final boolean prefix;
    private final List<FieldSpec> specs;

    private AffixTransformer(String affix, boolean prefix, List<FieldSpec> specs) {
        this.affix = affix;
        this.prefix = prefix;
        this.specs = specs;
    }

    /// A transformer that puts `prefix` before the fields of `specs`.
    public static AffixTransformer prefix(String prefix, List<FieldSpec> specs) {
        return new AffixTransformer(prefix, true, specs);
    }

    /// A transformer that puts `suffix` behind the fields of `specs`.
    public static AffixTransformer suffix(String suffix, List<FieldSpec> specs) {
        return new AffixTransformer(suffix, false, specs);
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
        for (FieldSpec spec : specs) {
            if (!resource.originalId().gvk().selectedBy(spec.gvk())) {
                continue;
            }
            if (spec.path().equals("metadata/name") && !affix.isEmpty()) {
                resource.noteAffix(prefix ? Annotations.PREFIXES : Annotations.SUFFIXES, affix);
                resource.storePreviousId();
            }
            FieldWalk.visit(
                    resource,
                    spec,
                    Creation.SCALAR,
                    node -> {
                        String text = node.scalarText();
                        String old = text == null ? "" : text;
                        FieldWalk.setText(node, prefix ? affix + old : old + affix);
                    });
            resource.touch();
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
