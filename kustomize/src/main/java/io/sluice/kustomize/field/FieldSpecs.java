package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.List;

/// Merges lists of field specs.
public final class FieldSpecs {

    private FieldSpecs() {}

    /// Both lists; a spec that is covered already is left out.
    public static List<FieldSpec> merge(List<FieldSpec> base, List<FieldSpec> more) {
        var merged = new ArrayList<>(base);
        for (FieldSpec spec : more) {
            add(merged, spec);
        }
        return merged;
    }

    private static void add(List<FieldSpec> list, FieldSpec spec) {
        for (FieldSpec present : list) {
            if (present.path().equals(spec.path()) && present.gvk().selectedBy(spec.gvk())) {
                if (present.create() != spec.create()) {
                    throw new KustomizeException("conflicting fieldspecs");
                }
                return;
            }
        }
        list.add(spec);
    }
}
