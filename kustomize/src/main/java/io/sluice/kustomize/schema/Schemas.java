package io.sluice.kustomize.schema;

import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.Scopes;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/// The types known in one build.
public final class Schemas implements Scopes {

    private final boolean keepBuiltin;
    private @Nullable CustomSchema custom;
    private boolean chosen;
    private boolean inUse;

    /// Types for one build; `keepBuiltin` keeps the built-in ones beside custom ones, as Flux does.
    public Schemas(boolean keepBuiltin) {
        this.keepBuiltin = keepBuiltin;
    }

    /// Whether a schema has been chosen already.
    public boolean chosen() {
        return chosen;
    }

    /// Chooses the built-in types.
    public void chooseBuiltin() {
        chosen = true;
        custom = null;
    }

    /// Chooses the types of an OpenAPI document. It comes too late once the built-in types are in
    /// use: the reference reads a schema only once.
    public void choose(MapNode document) {
        chosen = true;
        if (!inUse || keepBuiltin) {
            custom = CustomSchema.of(document);
        }
    }

    /// What is known of a type, or null.
    public @Nullable TypeSchema forType(Gvk gvk) {
        inUse = true;
        CustomSchema own = custom;
        if (own != null) {
            TypeSchema type = own.types().get(gvk);
            if (type != null || !keepBuiltin) {
                return type;
            }
        }
        return BuiltinSchema.instance().types().get(gvk);
    }

    /// The schema in a comment, or null if the comment is none.
    public static @Nullable TypeSchema ofComment(String comment) {
        try {
            return Yaml.config(comment, Budget.generous()) instanceof MapNode map
                            && (map.get("type") != null || map.get("$ref") != null)
                    ? CustomSchema.ofComment(map)
                    : null;
        } catch (YamlException none) {
            return null;
        }
    }

    @Override
    public boolean clusterScoped(Gvk gvk) {
        Boolean builtin = BuiltinSchema.instance().namespaced().get(gvk);
        if (builtin != null) {
            return !builtin;
        }
        inUse = true;
        CustomSchema own = custom;
        return own != null && Boolean.FALSE.equals(own.namespaced().get(gvk));
    }
}
