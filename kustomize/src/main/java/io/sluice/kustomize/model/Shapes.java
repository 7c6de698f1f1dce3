package io.sluice.kustomize.model;

import static io.sluice.kustomize.model.Shape.BOOL;
import static io.sluice.kustomize.model.Shape.INT;
import static io.sluice.kustomize.model.Shape.PLAIN_INT;
import static io.sluice.kustomize.model.Shape.STRING;
import static io.sluice.kustomize.model.Shape.STRINGS;
import static io.sluice.kustomize.model.Shape.STRING_MAP;
import static io.sluice.kustomize.model.Shape.VALUES;
import static io.sluice.kustomize.model.Shape.listOf;
import static io.sluice.kustomize.model.Shape.struct;

import io.sluice.kustomize.model.Shape.Struct;

/// The fields of everything that is decoded strictly.
public final class Shapes {

    private Shapes() {}

    private static final Struct GVK = struct("Gvk", "group version kind", STRING);

    private static final Struct RES_ID = struct("ResId", "name namespace", STRING).embedding(GVK);

    static final Struct FIELD_SPEC =
            struct("FieldSpec", "path", STRING, "create", BOOL).embedding(GVK);

    /// A field spec whose path may be written as a number.
    static final Struct LOOSE_FIELD_SPEC = FIELD_SPEC.with(struct("FieldSpec", "path", Shape.TEXT));

    static final Struct SELECTOR =
            struct("Selector", "annotationSelector labelSelector", STRING).embedding(RES_ID);

    static final Struct LABEL =
            struct(
                    "Label",
                    "pairs",
                    STRING_MAP,
                    "includeSelectors includeTemplates",
                    BOOL,
                    "fields",
                    listOf(FIELD_SPEC));

    static final Struct PATCH =
            struct(
                    "Patch",
                    "path patch",
                    STRING,
                    "target",
                    SELECTOR,
                    "options",
                    struct("PatchArgs", "allowNameChange allowKindChange", BOOL));

    static final Struct IMAGE = struct("Image", "name newName tagSuffix newTag digest", STRING);

    static final Struct FIELD_OPTIONS =
            struct(
                    "FieldOptions",
                    "delimiter encoding",
                    STRING,
                    "index",
                    PLAIN_INT,
                    "create",
                    BOOL);

    private static final Struct REPLACED =
            struct(
                    "Replacement",
                    "sourceValue",
                    Shape.OPTIONAL_TEXT,
                    "source",
                    struct("SourceSelector", "fieldPath", STRING, "options", FIELD_OPTIONS)
                            .embedding(RES_ID),
                    "targets",
                    Shape.ListOf.pointersTo(
                            struct(
                                    "TargetSelector",
                                    "select",
                                    SELECTOR,
                                    "reject",
                                    Shape.ListOf.pointersTo(SELECTOR),
                                    "fieldPaths",
                                    STRINGS,
                                    "options",
                                    FIELD_OPTIONS)));

    /// One replacement.
    public static final Struct REPLACEMENT =
            struct("ReplacementField", "path", STRING).embedding(REPLACED);

    /// A replacement in a file of its own.
    public static final Struct REPLACEMENT_FILE =
            REPLACED.with(struct("Replacement", "sourceValue", Shape.LOOSE_OPTIONAL_TEXT));

    static final Struct VAR =
            struct(
                    "Var",
                    "name",
                    STRING,
                    "objref",
                    struct("Target", "apiVersion name namespace", STRING).embedding(GVK),
                    "fieldref",
                    struct("FieldSelector", "fieldPath", STRING));

    static final Struct GENERATOR_OPTIONS =
            struct(
                    "GeneratorOptions",
                    "labels annotations",
                    STRING_MAP,
                    "disableNameSuffixHash immutable",
                    BOOL);

    private static final Struct GENERATOR =
            struct("GeneratorArgs", "namespace name behavior", STRING, "options", GENERATOR_OPTIONS)
                    .embedding(
                            struct("KvPairSources", "literals files envs", STRINGS, "env", STRING));

    static final Struct CONFIG_MAP = struct("ConfigMapArgs").embedding(GENERATOR);

    static final Struct SECRET = struct("SecretArgs", "type", STRING).embedding(GENERATOR);

    static final Struct HELM_CHART =
            struct(
                    "HelmChart",
                    "name version repo releaseName namespace valuesFile valuesMerge kubeVersion"
                            + " nameTemplate",
                    STRING,
                    "additionalValuesFiles apiVersions",
                    STRINGS,
                    "valuesInline",
                    VALUES,
                    "includeCRDs skipHooks skipTests debug devel",
                    BOOL);

    static final Struct HELM_ARGS =
            struct(
                    "HelmChartArgs",
                    "chartName chartVersion chartRepoUrl chartHome chartRepoName helmBin helmHome"
                            + " values valuesMerge releaseName releaseNamespace",
                    STRING,
                    "valuesLocal",
                    VALUES,
                    "extraArgs",
                    STRINGS);

    private static final Struct META =
            struct("ObjectMeta", "name namespace", STRING, "labels annotations", STRING_MAP);

    private static final Struct SORT_OPTIONS =
            struct(
                    "SortOptions",
                    "order",
                    STRING.named("types.SortOrder"),
                    "legacySortOptions",
                    struct("LegacySortOptions", "orderFirst orderLast", STRINGS));

    private static final Struct TYPE = struct("TypeMeta", "apiVersion kind", STRING);

    private static final Struct CHANGES =
            struct(
                    "Changes",
                    "namePrefix nameSuffix namespace",
                    STRING,
                    "commonLabels commonAnnotations openapi",
                    STRING_MAP,
                    "labels",
                    listOf(LABEL),
                    "patchesJson6902 patches",
                    listOf(PATCH),
                    "images imageTags",
                    listOf(IMAGE),
                    "replicas",
                    listOf(struct("Replica", "name", STRING, "count", INT)),
                    "replacements",
                    listOf(REPLACEMENT),
                    "vars",
                    listOf(VAR));

    private static final Struct SOURCES =
            struct(
                    "Sources",
                    "patchesStrategicMerge",
                    listOf(STRING.named("types.PatchStrategicMerge")),
                    "resources components crds bases configurations"
                            + " generators transformers validators buildMetadata",
                    STRINGS,
                    "configMapGenerator",
                    listOf(CONFIG_MAP),
                    "secretGenerator",
                    listOf(SECRET),
                    "generatorOptions",
                    GENERATOR_OPTIONS,
                    "helmGlobals",
                    struct("HelmGlobals", "chartHome configHome", STRING),
                    "helmCharts",
                    listOf(HELM_CHART),
                    "helmChartInflationGenerator",
                    listOf(HELM_ARGS),
                    "sortOptions",
                    SORT_OPTIONS);

    /// The kustomization file.
    public static final Struct KUSTOMIZATION =
            struct("Kustomization", "metadata", META).embedding(TYPE).with(CHANGES).with(SOURCES);

    private static final Shape SPECS = new Shape.ListOf(LOOSE_FIELD_SPEC, "types.FsSlice");

    /// A `configurations` file.
    public static final Struct CONFIGURATION =
            struct(
                    "builtinconfig.TransformerConfig",
                    "namePrefix nameSuffix namespace commonLabels labels templateLabels"
                            + " commonAnnotations varReference images replicas",
                    SPECS,
                    "nameReference",
                    new Shape.ListOf(
                            struct("builtinconfig.NameBackReferences", "fieldSpecs", SPECS)
                                    .embedding(GVK),
                            "builtinconfig.nbrSlice"));

    /// Where a resource came from, as an annotation tells it.
    public static final Struct ORIGIN =
            struct(
                    "resource.Origin",
                    "path repo ref configuredIn",
                    Shape.TEXT,
                    "configuredBy",
                    struct("yaml.ResourceIdentifier")
                            .embedding(TYPE)
                            .embedding(struct("NameMeta", "name namespace", STRING)));
}
