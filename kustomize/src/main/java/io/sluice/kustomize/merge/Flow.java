package io.sluice.kustomize.merge;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import org.jspecify.annotations.Nullable;

/// Whether what a merge makes stands in brackets.
final class Flow {

    private Flow() {}

    /// An empty collection takes the style of what is merged into it.
    static @Nullable Node styled(@Nullable Node dest, @Nullable Node patch, @Nullable Node result) {
        if (dest instanceof MapNode map && map.entries().isEmpty()) {
            map.flow(flow(patch, map.flow()));
        } else if (dest instanceof SeqNode list && list.items().isEmpty()) {
            list.flow(flow(patch, list.flow()));
        }
        return result;
    }

    private static boolean flow(@Nullable Node patch, boolean otherwise) {
        return switch (patch) {
            case null -> otherwise;
            case MapNode map -> map.flow();
            case SeqNode list -> list.flow();
            case ScalarNode scalar -> false;
        };
    }

    /// A collection that takes the place of another takes its style; one that takes that of a scalar has
    /// none.
    static void keep(Node old, Node fresh) {
        if (old instanceof MapNode before && fresh instanceof MapNode map) {
            map.flow(before.flow());
        } else if (old instanceof SeqNode before && fresh instanceof SeqNode list) {
            list.flow(before.flow());
        } else if (old instanceof ScalarNode && fresh instanceof MapNode map) {
            map.flow(false);
        } else if (old instanceof ScalarNode && fresh instanceof SeqNode list) {
            list.flow(false);
        }
    }
}
