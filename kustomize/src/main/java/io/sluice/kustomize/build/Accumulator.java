package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.DefaultConfig;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a kustomization has gathered so far: resources, field specs and variables.
final class Accumulator {

    private final ResMap resources = new ResMap();
    private TransformerConfig config = TransformerConfig.EMPTY;
    private final List<Var> vars = new ArrayList<>();
    private final Set<String> varNames = new HashSet<>();

    ResMap resources() {
        return resources;
    }

    TransformerConfig config() {
        return config;
    }

    List<Var> vars() {
        return vars;
    }

    /// Merges one spec after the other, so a particular one in `more` drops a general one in it.
    void addConfig(TransformerConfig more) {
        boolean settled = more.equals(DefaultConfig.get());
        boolean first = config.equals(TransformerConfig.EMPTY);
        config = first && settled ? more : config.merge(more);
    }

    /// What a component leaves behind is merged anew, spec by spec, object by object.
    void settle() {
        if (!config.equals(DefaultConfig.get())) {
            config = TransformerConfig.EMPTY.merge(config);
        }
        resources.requireUnique();
    }

    /// Takes over everything another accumulator has gathered.
    void absorb(Accumulator other) {
        resources.appendAll(other.resources);
        addConfig(other.config);
        mergeVars(other.vars);
    }

    /// Registers variables: each is tied to the one resource it means now.
    void registerVars(List<Var> incoming, Budget budget) {
        for (Var var : incoming) {
            var matches = new ArrayList<Resource>();
            List<Resource> named = resources.everNamed(var.object());
            budget.refer(named.size(), 0);
            for (Resource resource : named) {
                if (means(var, resource)) {
                    matches.add(resource);
                }
            }
            if (matches.size() > 1) {
                throw new KustomizeException(
                        "found "
                                + matches.size()
                                + " resId matches for var "
                                + var
                                + " (unable to disambiguate)");
            }
            matches.forEach(resource -> resource.referenceVars().add(var.name()));
        }
        mergeVars(incoming);
    }

    private static boolean means(Var var, Resource resource) {
        if (means(var, resource.currentId())) {
            return true;
        }
        for (ResId previous : resource.previousIds()) {
            if (means(var, previous)) {
                return true;
            }
        }
        return false;
    }

    private static boolean means(Var var, ResId id) {
        boolean named = id.name().equals(var.object()) && id.gvk().equals(var.gvk());
        if (!named || var.namespace().isEmpty()) {
            return named;
        }
        return id.clusterScoped() || id.effectiveNamespace().equals(var.namespace());
    }

    private void mergeVars(List<Var> incoming) {
        for (Var var : incoming) {
            if (!varNames.add(var.name())) {
                throw new KustomizeException("var '" + var.name() + "' already encountered");
            }
            vars.add(var.withDefaults());
        }
    }
}
