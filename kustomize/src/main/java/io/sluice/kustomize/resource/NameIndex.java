package io.sluice.kustomize.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resources by what they are or ever were.
final class NameIndex {

    /// What two identities that are the same have in common.
    private record Identity(Gvk gvk, String name, String namespace) {
        static Identity of(ResId id) {
            return new Identity(id.gvk(), id.name(), id.effectiveNamespace());
        }
    }

    /// Some resources in order, each once.
    private static final class Group {
        private static final int FEW = 16;

        private final List<Resource> list = new ArrayList<>(1);
        private @Nullable Set<Resource> members;

        void add(Resource resource) {
            if (list.size() >= FEW && members == null) {
                members = new HashSet<>(list);
            }
            if (members == null ? !list.contains(resource) : members.add(resource)) {
                list.add(resource);
            }
        }

        void replace(Resource old, Resource made) {
            int place = list.indexOf(old);
            if (place >= 0) {
                list.set(place, made);
            }
            if (members != null && members.remove(old)) {
                members.add(made);
            }
        }
    }

    private final Map<String, Group> byName = new HashMap<>();
    private final Map<Identity, Group> byIdentity = new HashMap<>();

    void add(Resource resource) {
        add(resource.currentId(), resource);
        resource.previousIds().forEach(id -> add(id, resource));
    }

    private void add(ResId id, Resource resource) {
        byName.computeIfAbsent(id.name(), n -> new Group()).add(resource);
        byIdentity.computeIfAbsent(Identity.of(id), n -> new Group()).add(resource);
    }

    /// Lets one resource take the place of another.
    void replace(Resource old, Resource made) {
        var ids = new ArrayList<>(old.previousIds());
        ids.add(old.currentId());
        for (ResId id : ids) {
            replace(byName.get(id.name()), old, made);
            replace(byIdentity.get(Identity.of(id)), old, made);
        }
        add(made);
    }

    private static void replace(@Nullable Group group, Resource old, Resource made) {
        if (group != null) {
            group.replace(old, made);
        }
    }

    List<Resource> named(String name) {
        Group group = byName.get(name);
        return group == null ? List.of() : group.list;
    }

    List<Resource> identified(ResId id) {
        Group group = byIdentity.get(Identity.of(id));
        return group == null ? List.of() : group.list;
    }
}
