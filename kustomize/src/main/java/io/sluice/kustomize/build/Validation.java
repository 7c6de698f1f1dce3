package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.List;
import java.util.Map;

/// Runs a validator and makes sure that it changed nothing.
final class Validation {

    private static final String ALLOWED = "validated-by";

    private Validation() {}

    static void run(Transformer validator, ResMap resources) {
        List<Resource> before = List.copyOf(resources.copy().all());
        validator.apply(resources);
        for (int i = 0; i < before.size(); i++) {
            MapNode old = before.get(i).root();
            MapNode now = i < resources.size() ? unmarked(resources.all().get(i)) : new MapNode();
            if (!same(old, now)) {
                throw new KustomizeException(
                        "validator shouldn't modify the resource map: nodes unequal: \n -- "
                                + json(old)
                                + ",\n -- "
                                + json(now)
                                + "\n");
            }
        }
        if (resources.size() != before.size()) {
            throw new KustomizeException(
                    "validator shouldn't modify the resource map: lists have different number of"
                            + " entries");
        }
    }

    /// A resource without the label that a validator may add. What is left of the labels counts as
    /// written anew.
    private static MapNode unmarked(Resource resource) {
        Resource copy = resource.copy();
        Map<String, String> labels = copy.labels();
        if (labels.remove(ALLOWED) != null) {
            Annotations.write(copy.root(), "labels", labels);
        }
        return copy.root();
    }

    /// Whether two nodes are the same, with how and where they were written.
    private static boolean same(Node one, Node other) {
        return switch (one) {
            case MapNode map -> other instanceof MapNode second && same(map, second);
            case SeqNode list -> other instanceof SeqNode second && same(list, second);
            case ScalarNode scalar -> other instanceof ScalarNode second && same(scalar, second);
        };
    }

    private static boolean same(MapNode one, MapNode other) {
        boolean same = one.flow() == other.flow() && one.entries().size() == other.entries().size();
        for (int i = 0; same && i < one.entries().size(); i++) {
            MapNode.Entry entry = one.entries().get(i);
            MapNode.Entry second = other.entries().get(i);
            same = same(entry.key(), second.key()) && same(entry.value(), second.value());
        }
        return same;
    }

    private static boolean same(SeqNode one, SeqNode other) {
        boolean same = one.flow() == other.flow() && one.items().size() == other.items().size();
        for (int i = 0; same && i < one.items().size(); i++) {
            same = same(one.items().get(i), other.items().get(i));
        }
        return same;
    }

    private static boolean same(ScalarNode one, ScalarNode other) {
        return one.text().equals(other.text())
                && one.tag() == other.tag()
                && one.style() == other.style()
                && one.line() == other.line();
    }

    private static String json(MapNode root) {
        return JsonWriter.go(new Finisher(Dialect.RESOURCE).finish(root));
    }
}
