package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.field.FieldPath;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.patch.Selector;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.NamespaceTransformer.Subjects;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Adds a value to fields, as a whole or as a part of a path.
public final class ValueAddTransformer implements Transformer {

    private final String value;
    private final List<MapNode> targets;
    private final Budget budget;

    /// A transformer that puts `value` into the fields of all targets.
    public ValueAddTransformer(String value, List<MapNode> targets, Budget budget) {
        this.budget = budget;
        this.value = value;
        this.targets = List.copyOf(targets);
    }

    @Override
    public void apply(ResMap resources) {
        for (MapNode target : targets) {
            MapNode selector = target.map("selector");
            List<Resource> selected =
                    selector == null
                            ? resources.all()
                            : Selector.of(selector, budget).select(resources);
            for (Resource resource : List.copyOf(selected)) {
                change(resource, target);
                resource.touch();
            }
        }
    }

    /// A namespace is set as by a [NamespaceTransformer], so the position says nothing.
    private void change(Resource resource, MapNode target) {
        String path = target.text("fieldPath");
        if (path.equals("metadata/namespace")) {
            new NamespaceTransformer(value, List.of(), Subjects.DEFAULT_ONLY, false, budget)
                    .change(resource);
            return;
        }
        Node field = FieldPath.make(resource.root(), FieldSpec.split(path));
        if (field != null) {
            add(field, target);
        } else if (position(target) > 0) {
            throw new KustomizeException(
                    "nothing to add to in '" + path + "', for what should hold it is null",
                    resource.file(),
                    resource.root().line());
        }
    }

    private static int position(MapNode target) {
        String position = target.text("filePathPosition");
        return position.isEmpty() ? 0 : Integer.parseInt(position);
    }

    private void add(Node node, MapNode target) {
        int position = position(target);
        if (position == 0) {
            FieldWalk.setText(node, value);
            return;
        }
        // A null that is spelled out is a text like any other.
        String old = Paths.clean(String.valueOf(node.scalarText()));
        boolean absolute = old.startsWith("/");
        var parts = new ArrayList<>(Arrays.asList(old.substring(absolute ? 1 : 0).split("/", -1)));
        parts.remove(".");
        parts.add(Math.min(position - 1, parts.size()), value);
        parts.removeIf(String::isEmpty);
        String path = parts.isEmpty() ? "" : Paths.clean(String.join("/", parts));
        FieldWalk.setText(node, (absolute ? "/" : "") + path);
    }
}
