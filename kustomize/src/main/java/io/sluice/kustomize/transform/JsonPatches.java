package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.patch.JsonPatch;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.FilledNull;
import io.sluice.kustomize.yaml.JsonTree;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Scalars;
import io.sluice.kustomize.yaml.Tag;
import io.sluice.kustomize.yaml.YamlException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Applies JSON patches to resources; what the engine noted in annotations survives.
final class JsonPatches {

    private static final String INTERNAL = "internal.config.kubernetes.io";

    private static final char NEXT_LINE = '\u0085';

    private JsonPatches() {}

    /// @param history whether the identity is noted before it may change
    static void apply(
            ResMap resources,
            Resource target,
            JsonPatch patch,
            boolean history,
            @Nullable String file) {
        JsonTree json = target.json();
        boolean nothingNew = json != null && target.isPresentIdNoted() && !patch.changesNotes();
        if (json != null && nothingNew) {
            // The reference writes and reads the object for each patch, its notes included.
            json.orderAll();
            patched(target, patch, json, file);
            if (!patch.leavesJson()) {
                target.root();
            }
        } else {
            noting(resources, target, patch, history, file);
        }
    }

    private static void noting(
            ResMap resources,
            Resource target,
            JsonPatch patch,
            boolean history,
            @Nullable String file) {
        boolean json = target.json() != null;
        if (history) {
            target.storePreviousId();
        }
        Map<String, String> internal = internal(target);
        JsonTree tree;
        try {
            tree = json ? patch.readNotes(target.root()) : patch.read(target.root());
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), target.file(), e.line());
        }
        target.json(tree);
        patched(target, patch, tree, file);
        Map<String, String> annotations = target.annotations();
        annotations.putAll(internal);
        Node metadata = target.root().get("metadata");
        if (metadata == null || metadata instanceof MapNode) {
            // One without a name cannot be set, which takes the others with it.
            target.annotations(annotations.containsKey("") ? Map.of() : annotations);
        }
        if (patch.leavesJson() && annotations.keySet().stream().allMatch(JsonPatches::isText)) {
            target.json(tree);
        }
        resources.touch(target);
    }

    /// What the engine noted; what a null holds is not kept.
    private static Map<String, String> internal(Resource target) {
        Map<String, String> internal = new TreeMap<>();
        MapNode metadata = target.root().map("metadata");
        if (metadata == null || !(metadata.get("annotations") instanceof FilledNull)) {
            internal.putAll(target.annotations());
            internal.keySet().removeIf(key -> !key.startsWith(INTERNAL));
        }
        return internal;
    }

    /// Whether a key is read as a text where it is not in quotes.
    private static boolean isText(String key) {
        return Scalars.of(Dialect.RESOURCE).tagOf(key) == Tag.STR && key.indexOf(NEXT_LINE) < 0;
    }

    private static void patched(
            Resource target, JsonPatch patch, JsonTree tree, @Nullable String file) {
        try {
            patch.apply(tree);
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), target.file(), e.line());
        } catch (KustomizeException e) {
            throw e.in(file, 0);
        }
    }
}
