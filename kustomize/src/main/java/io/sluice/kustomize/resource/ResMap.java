package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The resources of a build in order, findable by what they are or once were.
public final class ResMap {

    private final List<Resource> resources = new ArrayList<>();
    private @Nullable Set<String> currentKeys;
    private boolean unique;
    private boolean emptied = true;
    private @Nullable NameIndex index;
    private @Nullable Map<Resource, Integer> places;

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
        index = null;
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
            if (!resource.isEmpty() && !keys.add(resource.currentId().key())) {
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
        emptied |= resource.isEmpty();
        NameIndex known = index;
        if (known != null) {
            known.add(resource);
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
        places = null;
        NameIndex known = index;
        if (known != null) {
            known.add(resource);
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
        index = null;
        places = null;
    }

    /// Puts a resource in the place of another, whose name and former names it has.
    public void replace(Resource old, Resource made) {
        Map<Resource, Integer> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < resources.size(); i++) {
                known.put(resources.get(i), i);
            }
            places = known;
        }
        int place = Objects.requireNonNull(known.remove(old));
        known.put(made, place);
        resources.set(place, made);
        if (!made.currentId().same(old.currentId())) {
            currentKeys = null;
        }
        unique = false;
        NameIndex names = index;
        if (names != null) {
            names.replace(old, made);
        }
    }

    /// A deep copy.
    public ResMap copy() {
        var copy = new ResMap();
        for (Resource resource : resources) {
            copy.resources.add(resource.copy());
        }
        return copy;
    }

    private NameIndex index() {
        NameIndex known = index;
        if (known == null) {
            known = new NameIndex();
            resources.forEach(known::add);
            index = known;
        }
        return known;
    }

    /// Resources that are or ever were called `name`, in the order they were added.
    public List<Resource> everNamed(String name) {
        return index().named(name);
    }

    /// Resources that are or ever were `id`.
    public List<Resource> everWere(ResId id) {
        var found = new ArrayList<Resource>(1);
        for (Resource resource : index().identified(id)) {
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
        if (look && resources.removeIf(Resource::isEmpty)) {
            currentKeys = null;
            index = null;
            places = null;
        }
    }
}
