package io.sluice.kustomize.schema;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.Scopes;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The types known in one build.
public final class Schemas implements Scopes {

    private final boolean keepBuiltin;
    private @Nullable CustomSchema custom;
    private @Nullable Supplier<@Nullable Node> document;
    private @Nullable String file;
    private boolean chosen;
    private boolean inUse;
    private boolean merged;
    private boolean beside;
    private boolean builtinFirst;

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
        document = null;
    }

    /// Chooses the types of an OpenAPI document from `path`, which is read when a type is first
    /// asked for: until then nobody sees that it is malformed. It takes the place of the built-in
    /// types, or stands beside them once they are in use; then a type that both know is the
    /// built-in one until a merge has used that.
    public void choose(Supplier<@Nullable Node> types, String path) {
        chosen = true;
        custom = null;
        document = types;
        file = path;
        beside = keepBuiltin || inUse;
        builtinFirst = !keepBuiltin && inUse && !merged;
    }

    private @Nullable CustomSchema own() {
        inUse = true;
        Supplier<@Nullable Node> fresh = document;
        if (fresh != null) {
            document = null;
            try {
                custom = CustomSchema.of(SchemaShape.check(fresh.get()));
            } catch (KustomizeException e) {
                throw e.prefixed("invalid schema file: ").in(file, 0);
            }
        }
        return custom;
    }

    /// What is known of a type, or null.
    public @Nullable TypeSchema forType(Gvk gvk) {
        CustomSchema own = own();
        TypeSchema builtin = BuiltinSchema.instance().types().get(gvk);
        if (own != null && !(builtinFirst && builtin != null)) {
            TypeSchema type = own.types().get(gvk);
            if (type != null || !beside) {
                return type;
            }
        }
        merged = true;
        return builtin;
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
        CustomSchema own = own();
        return own != null && Boolean.FALSE.equals(own.namespaced().get(gvk));
    }
}
