package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The resources of a build in order, findable by what they are or once were.
public final class ResMap {

    private final List<Resource> resources = new ArrayList<>();
    private @Nullable Set<String> currentKeys;
    private boolean unique;
    private boolean emptied = true;
    private @Nullable Map<String, List<Resource>> byName;

    /// The resources, in order. Not to be changed through this list.
    public List<Resource> all() {
        return resources;
    }

    /// The number of resources.
    public int size() {
        return resources.size();
    }

    /// Forgets derived knowledge after resources were changed.
    public void touch() {
        currentKeys = null;
        byName = null;
        unique = false;
        emptied = true;
        for (Resource resource : resources) {
            resource.touch();
        }
    }

    /// Forgets derived knowledge about one resource that is called what it was called.
    public void touchContent(Resource resource) {
        resource.touch();
    }

    /// Refuses two resources of one identity.
    public void requireUnique() {
        if (unique) {
            return;
        }
        var keys = new HashSet<String>();
        for (Resource resource : resources) {
            if (!resource.root().entries().isEmpty() && !keys.add(resource.currentId().key())) {
                throw taken(resource);
            }
        }
        unique = true;
    }

    private static KustomizeException taken(Resource resource) {
        return new KustomizeException(
                "may not add resource with an already registered id: " + resource.currentId(),
                resource.file(),
                resource.root().line());
    }

    /// Forgets derived knowledge about one resource.
    public void touch(Resource resource) {
        resource.touch();
        currentKeys = null;
        unique = false;
        emptied |= resource.root().entries().isEmpty();
        Map<String, List<Resource>> index = byName;
        if (index != null) {
            index(index, resource);
        }
    }

    /// Adds a resource; its present identity must be new.
    public void append(Resource resource) {
        Set<String> keys = currentKeys;
        if (keys == null) {
            keys = new HashSet<>();
            for (Resource present : resources) {
                keys.add(present.currentId().key());
            }
            currentKeys = keys;
        }
        if (!keys.add(resource.currentId().key())) {
            throw taken(resource);
        }
        resources.add(resource);
        Map<String, List<Resource>> index = byName;
        if (index != null) {
            index(index, resource);
        }
    }

    /// Adds all resources of another map.
    public void appendAll(ResMap other) {
        for (Resource resource : other.resources) {
            append(resource);
        }
    }

    /// Replaces the whole content.
    public void reset(List<Resource> content) {
        var copy = new ArrayList<>(content);
        resources.clear();
        resources.addAll(copy);
        unique = false;
        currentKeys = null;
        byName = null;
    }

    /// A deep copy.
    public ResMap copy() {
        var copy = new ResMap();
        for (Resource resource : resources) {
            copy.resources.add(resource.copy());
        }
        return copy;
    }

    private Map<String, List<Resource>> index() {
        Map<String, List<Resource>> index = byName;
        if (index == null) {
            index = new HashMap<>();
            for (Resource resource : resources) {
                index(index, resource);
            }
            byName = index;
        }
        return index;
    }

    private static void index(Map<String, List<Resource>> index, Resource resource) {
        index(index, resource.currentId().name(), resource);
        for (ResId id : resource.previousIds()) {
            index(index, id.name(), resource);
        }
    }

    private static void index(Map<String, List<Resource>> index, String name, Resource resource) {
        List<Resource> list = index.computeIfAbsent(name, n -> new ArrayList<>(2));
        if (!list.contains(resource)) {
            list.add(resource);
        }
    }

    /// Resources that are or ever were called `name`, in the order they were added.
    public List<Resource> everNamed(String name) {
        return index().getOrDefault(name, List.of());
    }

    /// Resources that are or ever were `id`.
    public List<Resource> everWere(ResId id) {
        var found = new ArrayList<Resource>(1);
        for (Resource resource : everNamed(id.name())) {
            if (resource.everWas(id)) {
                found.add(resource);
            }
        }
        return found;
    }

    /// Removes resources that nothing is left of. Does not look for them unless something was
    /// touched that may be one.
    public void dropEmpty() {
        boolean look = emptied;
        emptied = false;
        if (look && resources.removeIf(r -> r.root().entries().isEmpty())) {
            currentKeys = null;
            byName = null;
        }
    }
}
