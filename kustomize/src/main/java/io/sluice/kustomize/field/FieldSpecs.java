package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.List;

/// Merges lists of field specs.
public final class FieldSpecs {

    /// Each is compared with all others.
    private static final int MOST = 5_000;

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
        if (list.size() >= MOST) {
            throw new KustomizeException(
                    "more than " + MOST + " fieldspecs in one list: give fewer");
        }
        list.add(spec);
    }
}
