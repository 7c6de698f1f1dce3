package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.merge.StrategicMerge;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import java.util.List;
import java.util.Map;

/// Applies strategic merge patches to resources.
final class SmPatches {

    private final StrategicMerge merge;

    SmPatches(StrategicMerge merge) {
        this.merge = merge;
    }

    /// The one resource that is or ever was `id`.
    static Resource target(ResMap resources, ResId id) {
        List<Resource> found = resources.everWere(id);
        if (found.size() != 1) {
            throw new KustomizeException(
                    (found.isEmpty() ? "no matches for Id " : "multiple matches for Id ")
                            + id
                            + "; failed to find unique target for patch "
                            + id);
        }
        return found.getFirst();
    }

    /// Patches one resource; a resource that is deleted stays behind empty.
    void apply(ResMap resources, Resource target, Resource patch) {
        String before = target.currentId().key();
        String name = target.name();
        String namespace = target.namespace();
        String kind = target.kind();
        boolean rename = allowed(patch, Annotations.ALLOW_NAME_CHANGE);
        boolean rekind = allowed(patch, Annotations.ALLOW_KIND_CHANGE);
        if (rename || rekind) {
            target.storePreviousId();
            resources.touch(target);
        }
        try {
            Node merged = merge.apply(target.root(), patch.root());
            // The reference keeps what it merged into: `$patch: replace` of a whole object does
            // nothing.
            if (merged == null || merged.isNull()) {
                target.root().entries().clear();
            }
        } catch (KustomizeException e) {
            throw e.in(patch.file(), patch.root().line());
        }
        boolean deleted = target.root().entries().isEmpty();
        target.touch();
        if (!target.root().entries().isEmpty()) {
            if (!rekind) {
                target.kind(kind);
            }
            if (!rename) {
                target.name(name);
            }
            target.namespace(namespace);
        }
        if (!deleted && target.currentId().key().equals(before)) {
            resources.touchContent(target);
        } else {
            resources.touch(target);
        }
    }

    /// A patch for selected resources, or listed under `patchesStrategicMerge`, has its labels and annotations turned into texts, so a null
    /// in them is a text too and deletes nothing. One without a name takes the others with it.
    static void metadataAsText(Resource patch) {
        for (String field : List.of("labels", "annotations")) {
            Map<String, String> all = Annotations.read(patch.root(), field);
            boolean nameless = all.containsKey("");
            Annotations.write(patch.root(), field, nameless ? Map.of() : all);
            MapNode metadata = patch.root().map("metadata");
            if (nameless && metadata != null) {
                metadata.append(field, new MapNode());
            }
        }
        patch.touch();
    }

    /// Whether a patch may change the kind.
    static boolean changesKind(Resource patch) {
        return allowed(patch, Annotations.ALLOW_KIND_CHANGE);
    }

    private static boolean allowed(Resource patch, String annotation) {
        String value = patch.annotation(annotation);
        return value != null && value.equals("enabled");
    }
}
