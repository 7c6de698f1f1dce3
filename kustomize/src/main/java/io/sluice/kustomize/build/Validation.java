package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.History;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.FilledNull;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs a validator and makes sure that it changed nothing but one label of its own.
final class Validation {

    private static final String ALLOWED = "validated-by";
    private static final String REFUSED = "validator shouldn't modify the resource map: ";

    private Validation() {}

    static void run(Transformer validator, ResMap resources) {
        ResMap old = resources.copy();
        validator.apply(resources);
        resources.touch();
        Map<String, Resource> left = new HashMap<>();
        resources.all().forEach(resource -> left.put(resource.currentId().key(), resource));
        for (Resource resource : old.all()) {
            ResId id = resource.currentId();
            Resource same = left.get(id.key());
            if (same == null) {
                throw new KustomizeException(REFUSED + "id in self missing from other; id: " + id);
            }
            MapNode after = unlabelled(same);
            boolean noted = noteAgain(same, same.notedAgain() - resource.notedAgain(), after);
            if (noted || !untouched(resource.root(), after)) {
                throw unequal(resource.root(), after);
            }
        }
        if (old.size() != resources.size()) {
            throw new KustomizeException(REFUSED + "lists have different number of entries");
        }
    }

    private static KustomizeException unequal(MapNode before, MapNode after) {
        return new KustomizeException(
                REFUSED + "nodes unequal: \n -- " + json(before) + ",\n -- " + json(after) + "\n");
    }

    /// Shows in what is left of an object the identity that the reference noted again.
    ///
    /// @return whether it did
    private static boolean noteAgain(Resource resource, int times, MapNode shown) {
        MapNode metadata = shown.map("metadata");
        MapNode annotations = metadata == null ? null : metadata.map("annotations");
        if (times > 0 && annotations != null) {
            History.repeat(resource.currentId(), times, annotations);
        }
        return times > 0;
    }

    /// Taking the label away writes the others anew, so where there are others it is refused.
    private static MapNode unlabelled(Resource resource) {
        MapNode root = resource.root().copy();
        Map<String, String> labels = Annotations.read(root, "labels");
        if (labels.remove(ALLOWED) != null) {
            Annotations.write(root, "labels", labels);
        }
        return root;
    }

    /// Whether a node is still the one that was read: a value that was set again is another.
    private static boolean untouched(Node before, Node after) {
        if (before.line() != after.line()) {
            return false;
        }
        return switch (before) {
            case FilledNull x ->
                    after instanceof FilledNull y && untouched(x.entries(), y.entries());
            case ScalarNode x ->
                    after instanceof ScalarNode y
                            && !(y instanceof FilledNull)
                            && x.text().equals(y.text())
                            && x.tag() == y.tag()
                            && (x.style() == y.style() || x.line() == 0);
            case SeqNode x -> after instanceof SeqNode y && untouched(x.items(), y.items());
            case MapNode x ->
                    after instanceof MapNode y && untouched(nodes(x.entries()), nodes(y.entries()));
        };
    }

    private static boolean untouched(List<Node> before, List<Node> after) {
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            same = untouched(before.get(i), after.get(i));
        }
        return same;
    }

    private static List<Node> nodes(List<MapNode.Entry> entries) {
        return entries.stream()
                .<Node>mapMulti(
                        (entry, into) -> {
                            into.accept(entry.key());
                            into.accept(entry.value());
                        })
                .toList();
    }

    private static String json(MapNode root) {
        return JsonWriter.go(new Finisher(Dialect.RESOURCE).finish(root));
    }
}
