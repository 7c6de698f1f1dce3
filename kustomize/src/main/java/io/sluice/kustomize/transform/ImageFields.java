package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldSpecs;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields that hold images: those of containers anywhere, and those of specs. They are looked for
/// once for transformers that run one after the other, as those change only the texts.
public final class ImageFields {

    private final List<FieldSpec> specs;
    private final Budget budget;
    private @Nullable List<ScalarNode> found;

    /// Fields of containers and of `specs`. What it costs to find them comes from `budget`.
    public ImageFields(List<FieldSpec> specs, Budget budget) {
        this.specs = specs;
        this.budget = budget;
    }

    List<ScalarNode> of(ResMap resources) {
        List<ScalarNode> fields = found;
        if (fields == null) {
            fields = new ArrayList<>();
            for (Resource resource : resources.all()) {
                if (!resource.kind().equals("CustomResourceDefinition")) {
                    everywhere(resource.root(), fields);
                    List<ScalarNode> into = fields;
                    budget.visit(FieldSpecs.selecting(specs, resource.gvk()), specs.size());
                    FieldWalk.visitAll(
                            resource,
                            specs,
                            Creation.NOTHING,
                            budget,
                            node -> into.add(scalar(node)));
                }
            }
            found = fields;
        }
        return fields;
    }

    private static ScalarNode scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar;
        }
        throw FieldWalk.wrongKind("ScalarNode", node);
    }

    private static void everywhere(Node node, List<ScalarNode> into) {
        switch (node) {
            case MapNode map -> {
                for (MapNode.Entry entry : map.entries()) {
                    Node value = entry.value();
                    if (!(value instanceof ScalarNode)) {
                        everywhere(value, into);
                    }
                    if (value instanceof SeqNode list
                            && (entry.is("containers") || entry.is("initContainers"))) {
                        containers(list, into);
                    }
                }
            }
            case SeqNode list -> list.items().forEach(item -> everywhere(item, into));
            case ScalarNode scalar -> {}
        }
    }

    /// The images of containers; a list of that name may not hold anything else, whatever object it is in.
    private static void containers(SeqNode list, List<ScalarNode> into) {
        for (Node item : list.items()) {
            if (item instanceof MapNode container) {
                Node image = container.get("image");
                if (image != null) {
                    into.add(scalar(image));
                }
            } else if (!item.isNull()) {
                throw FieldWalk.wrongKind("MappingNode", item);
            }
        }
    }
}
