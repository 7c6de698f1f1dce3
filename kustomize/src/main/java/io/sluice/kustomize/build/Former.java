package io.sluice.kustomize.build;

import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Resources by what they were: by the names they had, and by the namespace they were first in.
final class Former {

    /// So few are looked through one by one.
    private static final int FEW = 8;

    private final Map<Resource, Integer> places = new HashMap<>();
    private final Map<String, List<Resource>> byName = new HashMap<>();
    private final Map<String, Map<String, Resource>> byNamespace = new HashMap<>();

    private final Map<String, Map<String, List<Resource>>> nearby = new HashMap<>();
    private final Budget budget;

    /// What looking through many of one name takes comes from `budget`.
    Former(List<Resource> resources, Budget budget) {
        this.budget = budget;
        for (Resource resource : resources) {
            places.put(resource, places.size());
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

    /// Whether anything was once called `name`.
    boolean knows(String name) {
        return byName.containsKey(name);
    }

    /// Those that were once called `name` and have been renamed or moved since.
    List<Resource> named(String name) {
        List<Resource> named = byName.getOrDefault(name, List.of());
        budget.refer(named.size(), 0);
        return named;
    }

    /// Of those once called `name`, where they are many, only what was first or is now in one of the
    /// namespaces.
    List<Resource> named(String name, Set<String> namespaces) {
        List<Resource> named = byName.getOrDefault(name, List.of());
        if (named.size() <= FEW) {
            return named(name);
        }
        Map<String, List<Resource>> near = nearby.computeIfAbsent(name, n -> byPlace(named));
        var found = new ArrayList<Resource>();
        for (String namespace : namespaces) {
            found.addAll(near.getOrDefault(namespace, List.of()));
        }
        budget.refer(found.size() + namespaces.size(), 0);
        return namespaces.size() == 1 ? found : inOrder(found);
    }

    private List<Resource> inOrder(List<Resource> found) {
        found.sort(Comparator.comparingInt(resource -> places.getOrDefault(resource, 0)));
        return List.copyOf(new LinkedHashSet<>(found));
    }

    private static Map<String, List<Resource>> byPlace(List<Resource> named) {
        var near = new HashMap<String, List<Resource>>();
        for (Resource resource : named) {
            String first = resource.originalId().effectiveNamespace();
            String now = resource.currentId().effectiveNamespace();
            near.computeIfAbsent(first, n -> new ArrayList<>(1)).add(resource);
            if (!now.equals(first)) {
                near.computeIfAbsent(now, n -> new ArrayList<>(1)).add(resource);
            }
        }
        return near;
    }

    /// Of those first in `namespace`, one for each place in which such are now.
    Collection<Resource> firstIn(String namespace) {
        return byNamespace.getOrDefault(namespace, Map.of()).values();
    }
}
