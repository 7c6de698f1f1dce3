package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.MapNode;
import java.util.ArrayList;
import java.util.List;

/// Selects resources by regular expressions over type, name and namespace, and by labels.
public final class Selector {

    private final String shown;
    private final GoRegex group;
    private final GoRegex version;
    private final GoRegex kind;
    private final GoRegex name;
    private final GoRegex namespace;
    private final LabelSelector labels;
    private final LabelSelector annotations;
    private final boolean byLabels;
    private final boolean byAnnotations;

    private Selector(MapNode fields) {
        shown = show(fields);
        group = GoRegex.anchored(fields.text("group"));
        version = GoRegex.anchored(fields.text("version"));
        kind = GoRegex.anchored(fields.text("kind"));
        name = GoRegex.anchored(fields.text("name"));
        namespace = GoRegex.anchored(fields.text("namespace"));
        labels = LabelSelector.parse(fields.text("labelSelector"));
        annotations = LabelSelector.parse(fields.text("annotationSelector"));
        byLabels = !fields.text("labelSelector").isEmpty();
        byAnnotations = !fields.text("annotationSelector").isEmpty();
    }

    /// From the fields of a patch's target.
    public static Selector of(MapNode fields) {
        return new Selector(fields);
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
                && (!byLabels || labels.matches(resource.labels()))
                && (!byAnnotations || annotations.matches(resource.annotations()));
    }

    private boolean identified(Resource resource) {
        ResId now = resource.currentId();
        ResId first = resource.originalId();
        boolean named = name.isEmpty() || name.matches(first.name()) || name.matches(now.name());
        return named
                && (namespace.isEmpty()
                        || namespace.matches(first.effectiveNamespace())
                        || namespace.matches(now.effectiveNamespace()));
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
        return (!byLabels || labels.matches(resource.labels()))
                && (!byAnnotations || annotations.matches(resource.annotations()));
    }

    /// Whether nothing is asked for but labels or annotations.
    public boolean onlyMetadata() {
        return (byLabels || byAnnotations)
                && group.isEmpty()
                && version.isEmpty()
                && kind.isEmpty()
                && name.isEmpty()
                && namespace.isEmpty();
    }

    /// Whether nothing at all is asked for.
    public boolean isEmpty() {
        return !byLabels
                && !byAnnotations
                && group.isEmpty()
                && version.isEmpty()
                && kind.isEmpty()
                && name.isEmpty()
                && namespace.isEmpty();
    }

    /// The error for something that could not be selected because the selector is malformed.
    public static KustomizeException malformed(MapNode fields, KustomizeException cause) {
        return cause.prefixed(
                "unable to find patch target \"" + show(fields) + "\" in `resources`: ");
    }
}
