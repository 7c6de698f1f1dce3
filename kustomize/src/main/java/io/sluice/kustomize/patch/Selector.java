package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Selects resources by regular expressions over type, name and namespace, and by labels.
public final class Selector {

    /// What it costs to look at a resource, as characters to match.
    private static final int LOOK = 3;

    private final Budget budget;
    private final String shown;
    private final GoRegex group;
    private final GoRegex version;
    private final GoRegex kind;
    private final GoRegex name;
    private final GoRegex namespace;
    private final Labels labels;
    private final Labels annotations;

    private Selector(MapNode fields, Budget budget) {
        this.budget = budget;
        shown = show(fields);
        group = GoRegex.anchored(fields.text("group"), budget);
        version = GoRegex.anchored(fields.text("version"), budget);
        kind = GoRegex.anchored(fields.text("kind"), budget);
        name = GoRegex.anchored(fields.text("name"), budget);
        namespace = GoRegex.anchored(fields.text("namespace"), budget);
        labels = new Labels(fields.text("labelSelector"));
        annotations = new Labels(fields.text("annotationSelector"));
    }

    /// From the fields of a patch's target. What it costs to select comes from `budget`.
    public static Selector of(MapNode fields, Budget budget) {
        return new Selector(fields, budget);
    }

    /// How a selector is named in messages.
    public static String show(MapNode fields) {
        return new ResId(Gvk.of(fields), fields.text("name"), fields.text("namespace"), false)
                + ":a="
                + fields.text("annotationSelector")
                + ":l="
                + fields.text("labelSelector");
    }

    @Override
    public String toString() {
        return shown;
    }

    /// The selected resources, in order.
    public List<Resource> select(ResMap map) {
        String literal = name.literal();
        List<Resource> candidates =
                literal == null || literal.isEmpty() ? map.all() : map.everNamed(literal);
        budget.match(candidates.size(), LOOK);
        var selected = new ArrayList<Resource>();
        for (Resource resource : candidates) {
            if (selects(resource)) {
                selected.add(resource);
            }
        }
        return selected;
    }

    private boolean selects(Resource resource) {
        Gvk gvk = resource.gvk();
        return (kind.isEmpty() || kind.matches(gvk.kind()))
                && identified(resource)
                && (group.isEmpty() || group.matches(gvk.group()))
                && (version.isEmpty() || version.matches(gvk.version()))
                && selectsMetadata(resource);
    }

    private boolean identified(Resource resource) {
        ResId now = resource.currentId();
        ResId first = resource.originalId();
        return matches(name, first.name(), now.name())
                && matches(namespace, first.effectiveNamespace(), now.effectiveNamespace());
    }

    private static boolean matches(GoRegex expression, String first, String now) {
        return expression.isEmpty()
                || expression.matches(first)
                || (!now.equals(first) && expression.matches(now));
    }

    /// Whether one identity is selected, leaving labels aside.
    public boolean selects(ResId id) {
        return (group.isEmpty() || group.matches(id.gvk().group()))
                && (version.isEmpty() || version.matches(id.gvk().version()))
                && (kind.isEmpty() || kind.matches(id.gvk().kind()))
                && (name.isEmpty() || name.matches(id.name()))
                && (namespace.isEmpty() || namespace.matches(id.namespace()));
    }

    /// Whether the labels and annotations of a resource are selected.
    public boolean selectsMetadata(Resource resource) {
        return (labels.isEmpty() || labels.matches(resource.labels(), budget))
                && (annotations.isEmpty() || annotations.matches(resource.annotations(), budget));
    }

    /// Whether it asks for labels or annotations.
    public boolean hasMetadata() {
        return !(labels.isEmpty() && annotations.isEmpty());
    }

    /// Whether it asks for a part of the identity.
    public boolean hasId() {
        return !(group.isEmpty()
                && version.isEmpty()
                && kind.isEmpty()
                && name.isEmpty()
                && namespace.isEmpty());
    }

    /// The error for something that could not be selected because the selector is malformed.
    public static KustomizeException malformed(MapNode fields, KustomizeException cause) {
        return cause.prefixed(
                "unable to find patch target \"" + show(fields) + "\" in `resources`: ");
    }

    /// A label selector, which is not looked into before something else has selected a resource.
    private static final class Labels {
        /// What it costs to compare a label of an object with another, which reading sorts.
        private static final int ENTRY = 4;

        /// Characters of a selector that are compared in the time of one instruction.
        private static final int CHARACTERS = 2;

        private final String text;
        private @Nullable LabelSelector parsed;

        Labels(String text) {
            this.text = text;
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        boolean matches(Map<String, String> labels, Budget budget) {
            int depth = Integer.SIZE - Integer.numberOfLeadingZeros(labels.size());
            budget.match(1 + labels.size(), ENTRY * depth);
            budget.match(1, text.length() / CHARACTERS);
            LabelSelector selector = parsed == null ? LabelSelector.parse(text) : parsed;
            parsed = selector;
            return selector.matches(labels);
        }
    }
}
