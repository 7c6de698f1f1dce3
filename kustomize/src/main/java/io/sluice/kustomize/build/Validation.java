package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;

/// Runs a validator and makes sure that it changed nothing.
final class Validation {

    private static final String ALLOWED = "validated-by";

    private Validation() {}

    static void run(Transformer validator, ResMap resources) {
        ResMap copy = resources.copy();
        validator.apply(copy);
        for (int i = 0; i < resources.size(); i++) {
            String before = json(resources.all().get(i));
            String after = i < copy.size() ? json(copy.all().get(i)) : "";
            if (!before.equals(after)) {
                throw new KustomizeException(
                        "validator shouldn't modify the resource map: nodes unequal: \n -- "
                                + before
                                + ",\n -- "
                                + after
                                + "\n");
            }
        }
        if (copy.size() != resources.size()) {
            throw new KustomizeException(
                    "validator shouldn't modify the resource map: lists have different number of"
                            + " entries");
        }
    }

    private static String json(Resource resource) {
        MapNode root = resource.root().copy();
        MapNode metadata = root.map("metadata");
        MapNode labels = metadata == null ? null : metadata.map("labels");
        if (metadata != null && labels != null) {
            labels.remove(ALLOWED);
            if (labels.entries().isEmpty()) {
                metadata.remove("labels");
            }
        }
        return JsonWriter.go(new Finisher(Dialect.RESOURCE).finish(root));
    }
}
