package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.LegacyRank;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// All field specs in force. Immutable.
///
/// @param namePrefix where prefixes go
/// @param nameSuffix where suffixes go
/// @param namespace where namespaces go besides `metadata.namespace`
/// @param commonLabels labels and selectors
/// @param labels labels only
/// @param templateLabels labels of pod templates
/// @param commonAnnotations annotations
/// @param nameReference fields that name other resources
/// @param varReference fields in which variables are replaced
/// @param images fields that hold an image
/// @param replicas fields that hold a number of replicas
public record TransformerConfig(
        List<FieldSpec> namePrefix,
        List<FieldSpec> nameSuffix,
        List<FieldSpec> namespace,
        List<FieldSpec> commonLabels,
        List<FieldSpec> labels,
        List<FieldSpec> templateLabels,
        List<FieldSpec> commonAnnotations,
        List<Referrers> nameReference,
        List<FieldSpec> varReference,
        List<FieldSpec> images,
        List<FieldSpec> replicas) {

    /// Nothing at all.
    public static final TransformerConfig EMPTY =
            new TransformerConfig(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of(), List.of(), List.of());

    /// From a `configurations` file that was decoded strictly.
    public static TransformerConfig of(MapNode file) {
        return new TransformerConfig(
                sorted(file, "namePrefix"),
                sorted(file, "nameSuffix"),
                sorted(file, "namespace"),
                sorted(file, "commonLabels"),
                sorted(file, "labels"),
                sorted(file, "templateLabels"),
                sorted(file, "commonAnnotations"),
                references(file),
                sorted(file, "varReference"),
                sorted(file, "images"),
                sorted(file, "replicas"));
    }

    /// The field specs in a list of a configuration.
    public static List<FieldSpec> specs(MapNode map, String field) {
        SeqNode list = map.list(field);
        var specs = new ArrayList<FieldSpec>();
        if (list != null) {
            for (Node item : list.items()) {
                if (item instanceof MapNode fields) {
                    specs.add(FieldSpec.of(fields));
                }
            }
        }
        return List.copyOf(specs);
    }

    /// The specs of a field, general ones where the order of types puts them.
    private static List<FieldSpec> sorted(MapNode file, String field) {
        List<FieldSpec> specs = ordered(specs(file, field));
        try {
            return ordered(FieldSpecs.merge(List.of(), specs));
        } catch (KustomizeException e) {
            String name = field.equals("namespace") ? "NameSpace" : capital(field);
            throw e.prefixed("failed to merge " + name + " fieldSpec: ");
        }
    }

    private static String capital(String field) {
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    /// Merging drops a general spec after a particular one, so the order decides what holds.
    private static List<FieldSpec> ordered(List<FieldSpec> specs) {
        var ordered = new ArrayList<>(specs);
        ordered.sort(Comparator.comparing(FieldSpec::gvk, LegacyRank.DEFAULT));
        return List.copyOf(ordered);
    }

    private static List<Referrers> references(MapNode file) {
        SeqNode list = file.list("nameReference");
        var references = new ArrayList<Referrers>();
        if (list != null) {
            for (Node item : list.items()) {
                if (item instanceof MapNode fields) {
                    references.add(new Referrers(Gvk.of(fields), specs(fields, "fieldSpecs")));
                }
            }
        }
        return List.copyOf(references);
    }

    /// Both configurations; this one if the other is empty.
    public TransformerConfig merge(TransformerConfig more) {
        if (more.equals(EMPTY)) {
            return this;
        }
        return new TransformerConfig(
                merge("NamePrefix", namePrefix, more.namePrefix),
                merge("NameSuffix", nameSuffix, more.nameSuffix),
                merge("NameSpace", namespace, more.namespace),
                merge("CommonLabels", commonLabels, more.commonLabels),
                merge("Labels", labels, more.labels),
                merge("TemplateLabels", templateLabels, more.templateLabels),
                merge("CommonAnnotations", commonAnnotations, more.commonAnnotations),
                mergeReferences(nameReference, more.nameReference),
                merge("VarReference", varReference, more.varReference),
                merge("Images", images, more.images),
                merge("Replicas", replicas, more.replicas));
    }

    private static List<FieldSpec> merge(String name, List<FieldSpec> base, List<FieldSpec> more) {
        if (more.isEmpty() || more.equals(base)) {
            return base;
        }
        try {
            return ordered(FieldSpecs.merge(base, more));
        } catch (KustomizeException e) {
            throw e.prefixed("failed to merge " + name + " fieldSpec: ");
        }
    }

    private static List<Referrers> mergeReferences(List<Referrers> base, List<Referrers> more) {
        if (more.isEmpty() || more.equals(base)) {
            return base;
        }
        var merged = new ArrayList<>(base);
        var places = new HashMap<Gvk, Integer>();
        for (int i = 0; i < base.size(); i++) {
            places.putIfAbsent(base.get(i).target(), i);
        }
        for (Referrers added : more) {
            Integer at = places.putIfAbsent(added.target(), merged.size());
            if (at != null) {
                var specs = FieldSpecs.merge(merged.get(at).specs(), added.specs());
                merged.set(at, new Referrers(added.target(), specs));
            } else {
                merged.add(added);
            }
        }
        return List.copyOf(merged);
    }
}
