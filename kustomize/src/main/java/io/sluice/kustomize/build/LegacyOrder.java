package io.sluice.kustomize.build;

import io.sluice.kustomize.resource.LegacyRank;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.JsonWriter;
import java.util.Comparator;

/// The order by type, and by namespace and name within a type.
final class LegacyOrder implements Comparator<Resource> {

    private final LegacyRank rank;

    LegacyOrder(LegacyRank rank) {
        this.rank = rank;
    }

    @Override
    public int compare(Resource a, Resource b) {
        ResId x = a.currentId();
        ResId y = b.currentId();
        int types = rank.compare(x.gvk(), y.gvk());
        return types != 0 ? types : JsonWriter.compare(key(x), key(y));
    }

    private static String key(ResId id) {
        String namespace = id.namespace().isEmpty() ? "~X" : id.namespace();
        return id.gvk() + "|" + namespace + "|" + id.name();
    }
}
