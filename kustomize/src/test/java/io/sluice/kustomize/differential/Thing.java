package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.List;

/// An object of the build, as far as those that refer to it must know it.
///
/// @param kind its kind
/// @param ids the names and namespaces it has had, the current one last
/// @param labelled whether it has labels
/// @param annotated whether it has annotations
/// @param generated whether a generator made it
record Thing(Kind kind, List<Id> ids, boolean labelled, boolean annotated, boolean generated) {

    /// A name in a namespace, which may be empty.
    record Id(String name, String namespace) {

        boolean same(Id other) {
            return name.equals(other.name) && effective().equals(other.effective());
        }

        private String effective() {
            return namespace.isEmpty() ? "default" : namespace;
        }
    }

    static Thing made(Kind kind, String name, String namespace, boolean labelled, boolean noted) {
        return new Thing(kind, List.of(new Id(name, namespace)), labelled, noted, false);
    }

    static Thing generated(Kind kind, String name, String namespace) {
        return new Thing(kind, List.of(new Id(name, namespace)), false, false, true);
    }

    Id current() {
        return ids.getLast();
    }

    Id original() {
        return ids.getFirst();
    }

    boolean hasId(Kind ofKind, Id id) {
        return kind.equals(ofKind) && ids.stream().anyMatch(id::same);
    }

    boolean hasName(String name) {
        return ids.stream().anyMatch(id -> id.name.equals(name));
    }

    Thing affixed(String prefix, String suffix) {
        return kind.fixed()
                ? this
                : moved(new Id(prefix + current().name + suffix, current().namespace));
    }

    Thing inNamespace(String namespace) {
        if (kind.name().equals("Namespace")) {
            return moved(new Id(namespace, ""));
        }
        return kind.cluster() ? this : moved(new Id(current().name, namespace));
    }

    private Thing moved(Id to) {
        var all = new ArrayList<>(ids);
        all.add(to);
        return new Thing(kind, List.copyOf(all), labelled, annotated, generated);
    }

    Thing marked(boolean withLabels, boolean withAnnotations) {
        return new Thing(
                kind, ids, labelled || withLabels, annotated || withAnnotations, generated);
    }
}
