package io.sluice.kustomize.build;

import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Resources by what they were: by the names they had, and by the namespace they were first in.
final class Former {

    private final Map<String, List<Resource>> byName = new HashMap<>();
    private final Map<String, Map<String, Resource>> byNamespace = new HashMap<>();

    Former(List<Resource> resources) {
        for (Resource resource : resources) {
            var names = new HashSet<String>();
            for (ResId id : resource.previousIds()) {
                if (names.add(id.name())) {
                    byName.computeIfAbsent(id.name(), n -> new ArrayList<>(1)).add(resource);
                }
            }
            ResId now = resource.currentId();
            byNamespace
                    .computeIfAbsent(
                            resource.originalId().effectiveNamespace(), n -> new HashMap<>(2))
                    .putIfAbsent(
                            now.clusterScoped() ? ResId.CLUSTER : now.namespace() + '/', resource);
        }
    }

    /// Those that were once called `name` and have been renamed or moved since.
    List<Resource> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /// Of those first in `namespace`, one for each place in which such are now.
    Collection<Resource> firstIn(String namespace) {
        return byNamespace.getOrDefault(namespace, Map.of()).values();
    }
}
