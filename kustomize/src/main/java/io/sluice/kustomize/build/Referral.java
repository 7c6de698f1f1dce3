package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.MapNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Chooses the resource that a name in a field means.
final class Referral {

    private final Resource referrer;
    private final FieldSpec field;
    private final Gvk target;
    private final Set<String> roleBindingNamespaces;
    private final Former former;

    /// A choice for one field of one referrer among the resources by what they were.
    Referral(
            Resource referrer,
            FieldSpec field,
            Gvk target,
            Set<String> roleBindingNamespaces,
            Former former) {
        this.referrer = referrer;
        this.field = field;
        this.target = target;
        this.roleBindingNamespaces = roleBindingNamespaces;
        this.former = former;
    }

    /// The resource once called `name`, or null if none or no particular one is meant.
    ///
    /// @param mapping whether the field is a mapping, in which a namespace is written too
    @Nullable Resource choose(String name, @Nullable String namespace, boolean mapping) {
        if (!former.knows(name)) {
            return null;
        }
        List<Resource> named = candidates(name, namespace);
        if (named.isEmpty()) {
            return null;
        }
        List<Resource> found = keep(named, this::reachable);
        if (namespace != null) {
            found = inNamespace(found, namespace);
        }
        found = keep(found, r -> once(r, target));
        found = roleRef(found);
        found = keep(found, this::sameNamespace);
        if (found.size() <= 1) {
            return found.isEmpty() ? null : found.getFirst();
        }
        found = keep(found, r -> sameAffixes(r, true));
        if (found.size() > 1) {
            found = keep(found, r -> sameAffixes(r, false));
        }
        if (found.size() <= 1) {
            return found.isEmpty() ? null : found.getFirst();
        }
        return same(found, mapping);
    }

    /// At least those that the choice could fall on.
    private List<Resource> candidates(String name, @Nullable String namespace) {
        if (namespace != null) {
            return former.named(name, Set.of(namespace));
        }
        ResId from = referrer.currentId();
        if (from.clusterScoped()) {
            return former.named(name);
        }
        var near = new HashSet<>(roleBindingNamespaces);
        near.add(from.effectiveNamespace());
        near.add(ResId.CLUSTER);
        // A role binding that names no namespace reaches what is written without one.
        if (near.remove("")) {
            near.add(ResId.DEFAULT);
        }
        return former.named(name, near);
    }

    private static List<Resource> keep(List<Resource> list, Predicate<Resource> test) {
        var kept = new ArrayList<Resource>(list.size());
        for (Resource resource : list) {
            if (test.test(resource)) {
                kept.add(resource);
            }
        }
        return kept;
    }

    private boolean reachable(Resource resource) {
        ResId from = referrer.currentId();
        ResId to = resource.currentId();
        return from.clusterScoped()
                || to.clusterScoped()
                || to.sameNamespace(from)
                || roleBindingNamespaces.contains(resource.namespace());
    }

    /// Those that were first in the namespace; those that are in it now only if nothing at all that
    /// can be reached, whatever it is called, was first in it.
    private List<Resource> inNamespace(List<Resource> list, String namespace) {
        for (Resource any : former.firstIn(namespace)) {
            if (reachable(any)) {
                return keep(list, r -> r.originalId().effectiveNamespace().equals(namespace));
            }
        }
        return keep(list, r -> r.currentId().effectiveNamespace().equals(namespace));
    }

    private static boolean once(Resource resource, Gvk type) {
        for (ResId id : resource.previousIds()) {
            if (id.gvk().selectedBy(type)) {
                return true;
            }
        }
        return false;
    }

    private List<Resource> roleRef(List<Resource> list) {
        MapNode roleRef = referrer.root().map("roleRef");
        if (!field.path().endsWith("roleRef/name") || roleRef == null) {
            return list;
        }
        var type = new Gvk(roleRef.text("apiGroup"), "", roleRef.text("kind"));
        return keep(list, r -> once(r, type));
    }

    private boolean sameNamespace(Resource resource) {
        ResId from = referrer.currentId();
        ResId to = resource.currentId();
        return from.clusterScoped()
                || to.clusterScoped()
                || resource.kind().equals("ServiceAccount")
                || from.sameNamespace(to);
    }

    private boolean sameAffixes(Resource resource, boolean emptyMatches) {
        return sameEnd(Annotations.PREFIXES, resource, emptyMatches)
                && sameEnd(Annotations.SUFFIXES, resource, emptyMatches);
    }

    private boolean sameEnd(String annotation, Resource resource, boolean emptyMatches) {
        List<String> a = resource.affixes(annotation);
        List<String> b = referrer.affixes(annotation);
        if (a.isEmpty() || b.isEmpty()) {
            return emptyMatches || (a.isEmpty() && b.isEmpty());
        }
        int shorter = Math.min(a.size(), b.size());
        return a.subList(a.size() - shorter, a.size())
                .equals(b.subList(b.size() - shorter, b.size()));
    }

    private static Resource same(List<Resource> found, boolean withNamespace) {
        Resource first = found.getFirst();
        for (Resource other : found) {
            boolean equal =
                    other.name().equals(first.name())
                            && (!withNamespace || other.namespace().equals(first.namespace()));
            if (!equal) {
                String ids =
                        found.stream()
                                .map(r -> r.currentId().toString())
                                .collect(Collectors.joining(", "));
                throw new KustomizeException("found multiple possible referrals: " + ids);
            }
        }
        return first;
    }
}
