package io.sluice.kustomize.model;

import static io.sluice.kustomize.model.Shape.BOOL;
import static io.sluice.kustomize.model.Shape.INT;
import static io.sluice.kustomize.model.Shape.PLAIN_INT;
import static io.sluice.kustomize.model.Shape.TEXT;
import static io.sluice.kustomize.model.Shape.TEXTS;
import static io.sluice.kustomize.model.Shape.TEXT_MAP;
import static io.sluice.kustomize.model.Shape.listOf;
import static io.sluice.kustomize.model.Shape.struct;

import io.sluice.kustomize.model.Shape.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of the built-in generators and transformers that are configured as resources.
public final class PluginShapes {

    private static final Shape SPECS = listOf(Shapes.LOOSE_FIELD_SPEC);

    /// Field specs of the transformers whose configuration goes through no JSON.
    private static final Shape TEXT_SPECS =
            listOf(
                    struct(
                            "FieldSpec",
                            "Gvk.group Gvk.version Gvk.kind path",
                            TEXT,
                            "create",
                            BOOL));

    private static final Struct SELECTOR =
            struct(
                    "Selector",
                    "ResId.Gvk.group ResId.Gvk.version ResId.Gvk.kind ResId.name ResId.namespace",
                    Shape.STRING,
                    "annotationSelector labelSelector",
                    TEXT);

    private static final Struct AFFIX =
            struct("AffixPlugin", "prefix suffix", TEXT, "fieldSpecs", TEXT_SPECS);

    private static final Struct IMAGE =
            struct(
                    "ImageTagTransformerPlugin",
                    "imageTag",
                    struct("Image", "name newName tagSuffix newTag digest", TEXT),
                    "fieldSpecs",
                    SPECS);

    private static final Struct PATCH =
            struct(
                    "PatchTransformerPlugin",
                    "path patch",
                    TEXT,
                    "target",
                    SELECTOR,
                    "options",
                    struct("PatchArgs", "allowNameChange allowKindChange", BOOL));

    /// The fields of a `ValueAddTransformer`, and of the file of targets it names.
    public static final Struct VALUE_ADD =
            struct(
                    "ValueAddTransformerPlugin",
                    "value targetFilePath",
                    TEXT,
                    "targets",
                    listOf(
                            struct(
                                    "Target",
                                    "selector",
                                    SELECTOR,
                                    "fieldPath",
                                    TEXT,
                                    "filePathPosition",
                                    PLAIN_INT)));

    private static final Map<String, Struct> ALL =
            Map.ofEntries(
                    Map.entry(
                            "AnnotationsTransformer",
                            valued("AnnotationsTransformerPlugin", "annotations")),
                    Map.entry("LabelTransformer", valued("LabelTransformerPlugin", "labels")),
                    Map.entry("PrefixTransformer", AFFIX),
                    Map.entry("SuffixTransformer", AFFIX),
                    Map.entry("PrefixSuffixTransformer", AFFIX),
                    Map.entry("ImageTagTransformer", IMAGE),
                    Map.entry("PatchTransformer", PATCH),
                    Map.entry("ValueAddTransformer", VALUE_ADD),
                    Map.entry(
                            "ConfigMapGenerator",
                            Shapes.CONFIG_MAP.within("ConfigMapGeneratorPlugin")),
                    Map.entry("SecretGenerator", Shapes.SECRET.within("SecretGeneratorPlugin")),
                    Map.entry(
                            "NamespaceTransformer",
                            struct(
                                    "NamespaceTransformerPlugin",
                                    "setRoleBindingSubjects",
                                    TEXT,
                                    "unsetOnly",
                                    BOOL,
                                    "fieldSpecs",
                                    SPECS)),
                    Map.entry(
                            "ReplicaCountTransformer",
                            struct(
                                    "ReplicaCountTransformerPlugin",
                                    "replica",
                                    struct("Replica", "name", TEXT, "count", INT),
                                    "fieldSpecs",
                                    SPECS)),
                    Map.entry(
                            "ReplacementTransformer",
                            struct(
                                    "ReplacementTransformerPlugin",
                                    "replacements",
                                    listOf(Shapes.REPLACEMENT))),
                    Map.entry(
                            "PatchJson6902Transformer",
                            struct(
                                    "PatchJson6902TransformerPlugin",
                                    "path jsonOp",
                                    TEXT,
                                    "target",
                                    SELECTOR)),
                    Map.entry(
                            "PatchStrategicMergeTransformer",
                            struct(
                                    "PatchStrategicMergeTransformerPlugin",
                                    "paths",
                                    TEXTS,
                                    "patches",
                                    TEXT)),
                    Map.entry(
                            "IAMPolicyGenerator",
                            struct(
                                    "IAMPolicyGeneratorPlugin",
                                    "cloud",
                                    Shape.STRING,
                                    "kubernetesService serviceAccount",
                                    struct(
                                            "ServiceAccount",
                                            "namespace name projectId",
                                            Shape.STRING))));

    private PluginShapes() {}

    private static Struct valued(String name, String field) {
        return struct(name, field, TEXT_MAP, "fieldSpecs", SPECS);
    }

    /// The fields of a kind of plugin, or null if it has none of its own.
    public static @Nullable Struct of(String kind) {
        return ALL.get(kind);
    }
}
