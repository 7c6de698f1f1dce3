package io.sluice.kustomize.model;

import static io.sluice.kustomize.model.Shape.ANY;
import static io.sluice.kustomize.model.Shape.BOOL;
import static io.sluice.kustomize.model.Shape.INT;
import static io.sluice.kustomize.model.Shape.PLAIN_INT;
import static io.sluice.kustomize.model.Shape.STRING;
import static io.sluice.kustomize.model.Shape.STRINGS;
import static io.sluice.kustomize.model.Shape.STRING_MAP;
import static io.sluice.kustomize.model.Shape.listOf;
import static io.sluice.kustomize.model.Shape.listOfPointers;
import static io.sluice.kustomize.model.Shape.struct;

import io.sluice.kustomize.model.Shape.Struct;

/// The fields of everything that is decoded strictly.
public final class Shapes {

    private Shapes() {}

    static final Struct FIELD_SPEC =
            struct("FieldSpec", "Gvk.group Gvk.version Gvk.kind path", STRING, "create", BOOL);

    /// A field spec whose path may be written as a number.
    static final Struct LOOSE_FIELD_SPEC =
            FIELD_SPEC.with("FieldSpec", struct("FieldSpec", "path", Shape.TEXT));

    static final Struct SELECTOR =
            struct(
                    "Selector",
                    "ResId.Gvk.group ResId.Gvk.version ResId.Gvk.kind ResId.name ResId.namespace"
                            + " annotationSelector labelSelector",
                    STRING);

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

    /// One replacement.
    public static final Struct REPLACEMENT =
            struct(
                    "ReplacementField",
                    "path",
                    STRING,
                    "Replacement.sourceValue",
                    Shape.OPTIONAL_TEXT,
                    "Replacement.source",
                    struct(
                            "SourceSelector",
                            "ResId.Gvk.group ResId.Gvk.version ResId.Gvk.kind ResId.name"
                                    + " ResId.namespace fieldPath",
                            STRING,
                            "options",
                            FIELD_OPTIONS),
                    "Replacement.targets",
                    listOfPointers(
                            struct(
                                    "TargetSelector",
                                    "select",
                                    SELECTOR,
                                    "reject",
                                    listOfPointers(SELECTOR),
                                    "fieldPaths",
                                    STRINGS,
                                    "options",
                                    FIELD_OPTIONS)));

    /// A replacement in a file of its own.
    public static final Struct REPLACEMENT_FILE =
            REPLACEMENT
                    .alone("Replacement")
                    .with(
                            "Replacement",
                            struct("Replacement", "sourceValue", Shape.LOOSE_OPTIONAL_TEXT));

    static final Struct VAR =
            struct(
                    "Var",
                    "name",
                    STRING,
                    "objref",
                    struct(
                            "Target",
                            "apiVersion Gvk.group Gvk.version Gvk.kind name namespace",
                            STRING),
                    "fieldref",
                    struct("FieldSelector", "fieldPath", STRING));

    static final Struct GENERATOR_OPTIONS =
            struct(
                    "GeneratorOptions",
                    "labels annotations",
                    STRING_MAP,
                    "disableNameSuffixHash immutable",
                    BOOL);

    static final Struct CONFIG_MAP =
            struct(
                    "ConfigMapArgs",
                    "GeneratorArgs.namespace GeneratorArgs.name GeneratorArgs.behavior"
                            + " GeneratorArgs.KvPairSources.env",
                    STRING,
                    "GeneratorArgs.KvPairSources.literals GeneratorArgs.KvPairSources.files"
                            + " GeneratorArgs.KvPairSources.envs",
                    STRINGS,
                    "GeneratorArgs.options",
                    GENERATOR_OPTIONS);

    static final Struct SECRET =
            CONFIG_MAP.with("SecretArgs", struct("SecretArgs", "type", STRING));

    static final Struct HELM_CHART =
            struct(
                    "HelmChart",
                    "name version repo releaseName namespace valuesFile valuesMerge kubeVersion"
                            + " nameTemplate",
                    STRING,
                    "additionalValuesFiles apiVersions",
                    STRINGS,
                    "valuesInline",
                    new Shape.MapOf(ANY),
                    "includeCRDs skipHooks skipTests debug devel",
                    BOOL);

    static final Struct HELM_ARGS =
            struct(
                    "HelmChartArgs",
                    "chartName chartVersion chartRepoUrl chartHome chartRepoName helmBin helmHome"
                            + " values valuesMerge releaseName releaseNamespace",
                    STRING,
                    "valuesLocal",
                    ANY,
                    "extraArgs",
                    STRINGS);

    private static final Struct META =
            struct("ObjectMeta", "name namespace", STRING, "labels annotations", STRING_MAP);

    private static final Struct SORT_OPTIONS =
            struct(
                    "SortOptions",
                    "order",
                    Shape.SORT_ORDER,
                    "legacySortOptions",
                    struct("LegacySortOptions", "orderFirst orderLast", STRINGS));

    private static final Struct TYPE =
            struct("TypeMeta", "TypeMeta.apiVersion TypeMeta.kind", STRING, "metadata", META);

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
                    listOf(Shape.STRATEGIC_MERGE),
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
            TYPE.with("Kustomization", CHANGES).with("Kustomization", SOURCES);

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
                            struct(
                                    "builtinconfig.NameBackReferences",
                                    "Gvk.group Gvk.version Gvk.kind",
                                    STRING,
                                    "fieldSpecs",
                                    SPECS),
                            "builtinconfig.nbrSlice"));
}
