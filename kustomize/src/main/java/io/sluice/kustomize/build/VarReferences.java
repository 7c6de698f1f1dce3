package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldPath;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces variables where they are mentioned.
final class VarReferences implements Transformer {

    private static final Pattern INDEXED = Pattern.compile("(.*)\\[([0-9]+)]");

    private final List<Var> vars;
    private final List<FieldSpec> specs;
    private final List<String> unused = new ArrayList<>();

    private final Budget budget;

    /// What the mentions copy comes from `budget`.
    VarReferences(List<Var> vars, List<FieldSpec> specs, Budget budget) {
        this.budget = budget;
        this.vars = vars;
        this.specs = specs;
    }

    /// Variables nothing mentions, after the transformer ran.
    List<String> unused() {
        return unused;
    }

    @Override
    public void apply(ResMap resources) {
        if (vars.isEmpty()) {
            return;
        }
        Map<String, ScalarNode> values = new LinkedHashMap<>();
        Map<String, Resource> owners = owners(resources);
        for (Var var : vars) {
            if (value(owners, var) instanceof ScalarNode scalar) {
                values.put(var.name(), scalar.copy());
            }
        }
        var used = new TreeSet<String>();
        var expansion = new VarExpansion(values, used, budget);
        try {
            for (Resource resource : resources.all()) {
                budget.refer(0, specs.size());
                FieldWalk.visitAll(
                        resource, specs, Creation.NOTHING, budget, node -> expand(node, expansion));
            }
        } finally {
            vars.stream()
                    .map(Var::name)
                    .filter(name -> !used.contains(name))
                    .sorted()
                    .forEach(unused::add);
        }
        resources.touch();
    }

    /// The first resource each variable is tied to.
    private static Map<String, Resource> owners(ResMap resources) {
        var owners = new HashMap<String, Resource>();
        for (Resource resource : resources.all()) {
            resource.referenceVars().forEach(name -> owners.putIfAbsent(name, resource));
        }
        return owners;
    }

    private static Node value(Map<String, Resource> owners, Var var) {
        Resource resource = owners.get(var.name());
        if (resource == null) {
            throw new KustomizeException(
                    "var '" + var + "' cannot be mapped to a field in the set of known resources");
        }
        Node value = found(resource, var);
        if (value == null) {
            throw new KustomizeException(
                    "field specified in var '" + var + "' not found in corresponding resource",
                    resource.file(),
                    resource.root().line());
        }
        return value;
    }

    private static @Nullable Node found(Resource resource, Var var) {
        try {
            Node value = FieldPath.lookup(resource.root(), path(var.fieldPath()));
            return value instanceof ScalarNode scalar ? VarValue.of(scalar) : value;
        } catch (KustomizeException nowhere) {
            return null;
        }
    }

    /// The parts of a path in which `a[0]` means the first element of `a`.
    private static List<String> path(String text) {
        var parts = new ArrayList<String>();
        for (String part : FieldPath.split(text)) {
            Matcher indexed = INDEXED.matcher(part);
            if (indexed.matches()) {
                parts.add(indexed.group(1));
                parts.add(indexed.group(2));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private static void expand(Node node, VarExpansion expansion) {
        switch (node) {
            case ScalarNode scalar -> {
                if (isText(scalar)) {
                    expansion.expand(scalar);
                }
            }
            case MapNode map -> {
                for (MapNode.Entry entry : map.entries()) {
                    if (entry.value() instanceof ScalarNode scalar && isText(scalar)) {
                        expansion.expand(scalar);
                        markAsText(scalar);
                    }
                }
            }
            case SeqNode list -> {
                for (Node item : list.items()) {
                    if (!(item instanceof ScalarNode scalar) || !isText(scalar)) {
                        throw new KustomizeException("invalid value type expect a string");
                    }
                    expansion.expand(scalar);
                }
            }
        }
    }

    /// A value of a map is written back as a text, even if it mentions no variable.
    private static void markAsText(ScalarNode scalar) {
        if (scalar.tag() == Tag.NONE) {
            scalar.tag(Tag.STR);
        }
    }

    private static boolean isText(ScalarNode scalar) {
        return scalar.isString() || scalar.tag() == Tag.NONE;
    }
}
