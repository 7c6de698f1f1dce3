package io.sluice.kustomize.field;

import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.yaml.MapNode;
import java.util.List;

/// A field of some types.
///
/// @param gvk the types; empty parts match everything
/// @param path the field, `/` between its parts
/// @param create whether it is created where it is missing
/// @param parts the path taken apart
public record FieldSpec(Gvk gvk, String path, boolean create, List<String> parts) {

    /// A field spec.
    public FieldSpec(Gvk gvk, String path, boolean create) {
        this(gvk, path, create, split(path));
    }

    /// From the fields of a configuration.
    public static FieldSpec of(MapNode fields) {
        return new FieldSpec(
                Gvk.of(fields), fields.text("path"), fields.text("create").equals("true"));
    }

    /// The parts of a path; `\/` does not separate.
    public static List<String> split(String path) {
        return List.copyOf(FieldPath.pieces(path.startsWith("/") ? path.substring(1) : path, '/'));
    }
}
