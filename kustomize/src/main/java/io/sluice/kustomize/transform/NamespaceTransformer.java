package io.sluice.kustomize.transform;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldSpecs;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.field.FieldWalk.Creation;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Scalars;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Puts everything that can be in a namespace into one.
public final class NamespaceTransformer implements Transformer {

    /// Which subjects of role bindings follow.
    public enum Subjects {
        /// Those called `default`.
        DEFAULT_ONLY,
        /// All service accounts.
        ALL_SERVICE_ACCOUNTS,
        /// None.
        NONE
    }

    private static final FieldSpec METADATA = new FieldSpec(Gvk.ANY, "metadata/namespace", true);

    private final String namespace;
    private final List<FieldSpec> specs;
    private final Subjects subjects;
    private final boolean unsetOnly;
    private final Budget budget;

    /// A transformer to `namespace`, also in the fields of `specs`. What it costs comes from `budget`.
    public NamespaceTransformer(
            String namespace,
            List<FieldSpec> specs,
            Subjects subjects,
            boolean unsetOnly,
            Budget budget) {
        this.budget = budget;
        this.namespace = namespace;
        this.specs = specs;
        this.subjects = subjects;
        this.unsetOnly = unsetOnly;
    }

    @Override
    public void apply(ResMap resources) {
        if (namespace.isEmpty()) {
            return;
        }
        var ids = new HashMap<String, Integer>();
        var before = new ArrayList<String>(resources.size());
        for (Resource resource : resources.all()) {
            String id = resource.currentId().key();
            before.add(id);
            ids.merge(id, 1, Integer::sum);
        }
        int place = 0;
        for (Resource resource : resources.all()) {
            ids.merge(before.get(place++), -1, Integer::sum);
            budget.history(resource.storePreviousId(), resource.historyLength());
            change(resource);
            resource.touch();
            if (ids.merge(resource.currentId().key(), 1, Integer::sum) > 1) {
                throw new KustomizeException(
                        "namespace transformation produces ID conflict: "
                                + same(resources, resource.currentId().key()),
                        resource.file(),
                        resource.root().line());
            }
        }
    }

    private static String same(ResMap resources, String id) {
        var finisher = new Finisher(Dialect.RESOURCE);
        return resources.all().stream()
                .filter(resource -> resource.currentId().key().equals(id))
                .map(resource -> JsonWriter.go(finisher.finish(resource.root())))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    /// Changes one resource without a note of what it was.
    void change(Resource resource) {
        if (!resource.currentId().clusterScoped()) {
            visit(resource, METADATA);
            asWritten(resource);
        }
        roleBinding(resource);
        budget.visit(FieldSpecs.selecting(specs, resource.gvk()), specs.size());
        for (FieldSpec spec : specs) {
            if (spec.path().equals("metadata/namespace")
                    || spec.path().equals("subjects")
                    || !resource.gvk().selectedBy(spec.gvk())
                    || !renames(spec, resource)) {
                continue;
            }
            visit(resource, spec);
        }
    }

    private void visit(Resource resource, FieldSpec spec) {
        try {
            budget.create(
                    FieldWalk.visit(
                            resource,
                            spec,
                            Creation.SCALAR,
                            node -> {
                                set(node);
                                resource.touch();
                            }));
        } catch (KustomizeException e) {
            throw e.prefixed(
                    e.text().contains(": wrong node kind: expected ScalarNode ")
                            ? "namespace field specs must target scalar nodes: "
                            : "namespace transformation failed: ");
        }
    }

    /// A namespace that is a null spelled out is set as far as its word goes, and printed as it was.
    private void asWritten(Resource resource) {
        MapNode metadata = resource.root().map("metadata");
        if (unsetOnly
                && metadata != null
                && metadata.get("namespace") instanceof ScalarNode scalar
                && !scalar.quoted()
                && !scalar.explicitTag()
                && Scalars.of(Dialect.RESOURCE).tagOf(scalar.text()) == Tag.NULL) {
            scalar.tag(Tag.NONE);
        }
    }

    private static boolean renames(FieldSpec spec, Resource resource) {
        return !spec.path().equals("metadata/name") || resource.apiVersion().equals("v1");
    }

    private void set(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw FieldWalk.wrongKind("ScalarNode", node);
        }
        if (!unsetOnly || scalar.text().isEmpty() || scalar.isNull()) {
            FieldWalk.setTyped(scalar, namespace, Tag.STR);
        }
    }

    private void roleBinding(Resource resource) {
        String kind = resource.kind();
        boolean binding = kind.equals("RoleBinding") || kind.equals("ClusterRoleBinding");
        if (subjects == Subjects.NONE || !binding) {
            return;
        }
        Node list = resource.root().get("subjects");
        if (list == null || list.isNull()) {
            return;
        }
        if (!(list instanceof SeqNode items)) {
            throw FieldWalk.wrongKind("SequenceNode", list)
                    .prefixed("setting namespace on (cluster)role binding subjects: ");
        }
        for (Node item : items.items()) {
            if (!(item instanceof MapNode) && !item.isNull()) {
                throw FieldWalk.wrongKind("MappingNode", item)
                        .prefixed(
                                "setting namespace on (cluster)role binding subjects: looking up"
                                        + " name on (cluster)role binding subject: ");
            }
            if (item instanceof MapNode subject && follows(subject)) {
                Node present = subject.get("namespace");
                boolean unset = Node.missingOrNull(present);
                if (!unsetOnly || unset) {
                    if (unset) {
                        subject.put("namespace", namespace);
                    } else {
                        FieldWalk.setEntry(subject, "namespace", namespace);
                    }
                }
            }
        }
    }

    private boolean follows(MapNode subject) {
        return subjects == Subjects.ALL_SERVICE_ACCOUNTS
                ? subject.text("kind").equals("ServiceAccount")
                : subject.text("name").equals("default");
    }
}
