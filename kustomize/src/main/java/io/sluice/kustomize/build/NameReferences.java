package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.field.Referrers;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes fields that name a renamed resource follow it.
final class NameReferences implements Transformer {

    /// A field of a referrer, and the type it names.
    private record Reference(FieldSpec field, Gvk target) {}

    /// References to another type that are passed over in the time it takes to look for a field.
    private static final int REFERENCES = 8;

    private final Map<String, List<Reference>> byKind = new HashMap<>();

    private final Budget budget;

    /// What looking for the references takes comes from `budget`.
    NameReferences(List<Referrers> referrers, Budget budget) {
        this.budget = budget;
        for (Referrers entry : referrers) {
            for (FieldSpec field : entry.specs()) {
                byKind.computeIfAbsent(field.gvk().kind(), k -> new ArrayList<>())
                        .add(new Reference(field, entry.target()));
            }
        }
    }

    @Override
    public void apply(ResMap resources) {
        var former = new Former(resources.all(), budget);
        for (Resource resource : resources.all()) {
            ResId original = resource.originalId();
            visit(resource, original, byKind.get(original.gvk().kind()), former);
            visit(resource, original, byKind.get(""), former);
        }
        resources.touch();
    }

    private void visit(
            Resource referrer,
            ResId original,
            @org.jspecify.annotations.Nullable List<Reference> references,
            Former former) {
        if (references == null) {
            return;
        }
        budget.refer(0, references.size() / REFERENCES);
        Set<String> namespaces = null;
        for (Reference reference : references) {
            if (!original.gvk().selectedBy(reference.field.gvk())) {
                continue;
            }
            if (namespaces == null) {
                requireApiVersion(referrer);
                namespaces = roleBindingNamespaces(referrer);
            }
            budget.refer(1, 2);
            var choice =
                    new Referral(referrer, reference.field, reference.target, namespaces, former);
            try {
                FieldWalk.visit(referrer, reference.field, Creation.NOTHING, n -> set(n, choice));
            } catch (KustomizeException e) {
                throw e.prefixed(
                        "updating name reference in '"
                                + reference.field.path()
                                + "' field of '"
                                + referrer.currentId()
                                + "': ");
            }
        }
    }

    /// Refuses an API version that is spelled as null.
    private static void requireApiVersion(Resource referrer) {
        Node version = referrer.root().get("apiVersion");
        String text = version == null ? null : version.scalarText();
        if (version != null && version.isNull() && text != null && !text.isEmpty()) {
            throw new KustomizeException(
                    "node-referrerOriginal 'APIVersion' mismatch '' != '" + text + "'",
                    referrer.file(),
                    version.line());
        }
    }

    /// Namespaces whose service accounts a role binding names.
    private static Set<String> roleBindingNamespaces(Resource referrer) {
        var namespaces = new HashSet<String>();
        Node subjects = referrer.root().get("subjects");
        if (!referrer.kind().equals("RoleBinding") || !(subjects instanceof SeqNode list)) {
            return namespaces;
        }
        for (Node item : list.items()) {
            if (!(item instanceof MapNode subject)) {
                throw new KustomizeException("a subject must be a map", null, item.line());
            }
            if (subject.get("namespace") == null
                    || subject.get("kind") == null
                    || !subjectKind(subject).equals("ServiceAccount")) {
                continue;
            }
            if (subject.get("namespace") instanceof ScalarNode s
                    && (s.isString() || s.tag() == Tag.NONE)) {
                namespaces.add(s.text());
            } else {
                throw new KustomizeException(
                        "Invalid Input: namespace is blank for resource \""
                                + referrer.currentId()
                                + "\"\n");
            }
        }
        return namespaces;
    }

    private static String subjectKind(MapNode subject) {
        if (subject.get("kind") instanceof ScalarNode kind
                && (kind.isString() || kind.tag() == Tag.NONE)) {
            return kind.text();
        }
        throw new KustomizeException("the kind of a subject is no text", null, subject.line());
    }

    private static void set(Node node, Referral choice) {
        switch (node) {
            case ScalarNode scalar -> setScalar(scalar, choice);
            case MapNode map -> setMap(map, choice);
            case SeqNode list -> {
                for (Node item : list.items()) {
                    switch (item) {
                        case ScalarNode scalar -> setScalar(scalar, choice);
                        case MapNode map -> setMap(map, choice);
                        case SeqNode nested ->
                                throw new KustomizeException(
                                        "node must be a scalar, sequence or map");
                    }
                }
            }
        }
    }

    private static void setScalar(ScalarNode scalar, Referral choice) {
        if (scalar.isNull()) {
            return;
        }
        Resource target = choice.choose(scalar.text(), null, false);
        if (target != null && !target.name().equals(scalar.text())) {
            FieldWalk.setText(scalar, target.name());
        }
    }

    private static void setMap(MapNode map, Referral choice) {
        Node name = map.get("name");
        if (name == null) {
            throw new KustomizeException("path config error; no 'name' field in node");
        }
        String old = String.valueOf(name.scalarText());
        Node namespace = map.get("namespace");
        String wanted = namespace == null ? null : String.valueOf(namespace.scalarText());
        Resource target = choice.choose(old, wanted, true);
        if (target == null) {
            return;
        }
        boolean unchanged = target.name().equals(old) && target.namespace().isEmpty();
        if (unchanged) {
            return;
        }
        put(map, "name", target.name());
        if (!target.namespace().isEmpty()) {
            put(map, "namespace", target.namespace());
        }
    }

    private static void put(MapNode map, String field, String value) {
        if (map.get(field) instanceof ScalarNode scalar) {
            FieldWalk.setText(scalar, value);
        } else {
            var made = ScalarNode.bare(value);
            made.tag(Tag.STR);
            map.put(field, made);
        }
    }
}
