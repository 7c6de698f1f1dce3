package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.patch.JsonPatch;
import io.sluice.kustomize.patch.JsonValues;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.YamlException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Applies JSON patches to resources; what the engine noted in annotations survives.
final class JsonPatches {

    private static final String INTERNAL = "internal.config.kubernetes.io";

    private JsonPatches() {}

    static void apply(ResMap resources, Resource target, JsonPatch patch, @Nullable String file) {
        Map<String, String> internal = new TreeMap<>();
        target.annotations()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(INTERNAL)) {
                                internal.put(key, value);
                            }
                        });
        try {
            if (JsonValues.of(target.root()) instanceof MapNode root) {
                patch.apply(root);
                root.at(target.root().line());
                target.root(root);
            }
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), target.file(), e.line());
        } catch (KustomizeException e) {
            throw e.in(file, 0);
        }
        Map<String, String> annotations = target.annotations();
        annotations.putAll(internal);
        // One without a name cannot be set, which takes the others with it.
        target.annotations(annotations.containsKey("") ? Map.of() : annotations);
        resources.touch(target);
    }
}
