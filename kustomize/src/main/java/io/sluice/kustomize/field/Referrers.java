package io.sluice.kustomize.field;

import io.sluice.kustomize.resource.Gvk;
import java.util.List;

/// The fields in which other types name resources of one type.
///
/// @param target the type that is named
/// @param specs the fields that name it
public record Referrers(Gvk target, List<FieldSpec> specs) {

    /// Copies the list.
    public Referrers {
        specs = List.copyOf(specs);
    }
}
