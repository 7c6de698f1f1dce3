package io.sluice.kustomize.build;

import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.yaml.MapNode;

/// A variable: a field of a resource that can be mentioned in other fields.
///
/// @param name its name
/// @param gvk the type of the resource
/// @param object the resource's name
/// @param namespace the resource's namespace, empty for any
/// @param fieldPath the field as given, possibly empty
record Var(String name, Gvk gvk, String object, String namespace, String fieldPath) {

    static Var of(MapNode fields) {
        MapNode object = fields.map("objref");
        MapNode field = fields.map("fieldref");
        MapNode target = object == null ? new MapNode() : object;
        Gvk gvk = Gvk.of(target);
        if (!target.text("apiVersion").isEmpty()) {
            gvk = Gvk.of(target.text("apiVersion"), target.text("kind"));
        }
        String path = field == null ? "" : field.text("fieldPath");
        return new Var(
                fields.text("name"), gvk, target.text("name"), target.text("namespace"), path);
    }

    /// How the variable is named before defaults are filled in.
    static String shown(MapNode fields) {
        MapNode object = fields.map("objref");
        Var var = of(fields);
        Gvk given = object == null ? Gvk.ANY : Gvk.of(object);
        return new Var(var.name, given, var.object, var.namespace, var.fieldPath).toString();
    }

    Var withDefaults() {
        return new Var(
                name, gvk, object, namespace, fieldPath.isEmpty() ? "metadata.name" : fieldPath);
    }

    @Override
    public String toString() {
        return "{" + name + " " + gvk + " {" + fieldPath + "}}";
    }
}
