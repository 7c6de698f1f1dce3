package io.sluice.kustomize.model;

import static io.sluice.kustomize.model.Shape.BOOL;
import static io.sluice.kustomize.model.Shape.INT;
import static io.sluice.kustomize.model.Shape.PLAIN_INT;
import static io.sluice.kustomize.model.Shape.TEXT;
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
            listOf(struct("FieldSpec", "group version kind path", TEXT, "create", BOOL));

    private static final Struct SELECTOR =
            Shapes.SELECTOR.with(struct("Selector", "annotationSelector labelSelector", TEXT));

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
                                    "builtins.Target",
                                    "selector",
                                    SELECTOR,
                                    "fieldPath",
                                    TEXT,
                                    "filePathPosition",
                                    PLAIN_INT)));

    private static final Struct IAM =
            struct(
                    "IAMPolicyGeneratorArgs",
                    "cloud",
                    Shape.STRING.named("types.Cloud"),
                    "kubernetesService",
                    struct("KubernetesService", "namespace name", Shape.STRING),
                    "serviceAccount",
                    struct("ServiceAccount", "name projectId", Shape.STRING));

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
                            struct("ConfigMapGeneratorPlugin").embedding(Shapes.CONFIG_MAP)),
                    Map.entry(
                            "SecretGenerator",
                            struct("SecretGeneratorPlugin").embedding(Shapes.SECRET)),
                    Map.entry(
                            "NamespaceTransformer",
                            struct(
                                    "NamespaceTransformerPlugin",
                                    "setRoleBindingSubjects",
                                    TEXT.named("namespace.RoleBindingSubjectMode"),
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
                                    listOf(TEXT.named("types.PatchStrategicMerge")),
                                    "patches",
                                    TEXT)),
                    Map.entry(
                            "IAMPolicyGenerator",
                            struct("IAMPolicyGeneratorPlugin").embedding(IAM)));

    private PluginShapes() {}

    private static Struct valued(String name, String field) {
        return struct(name, field, TEXT_MAP, "fieldSpecs", SPECS);
    }

    /// The fields of a kind of plugin, or null if it has none of its own.
    public static @Nullable Struct of(String kind) {
        return ALL.get(kind);
    }
}
