package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.generate.DataGenerator;
import io.sluice.kustomize.generate.IamPolicyGenerator;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.model.PluginShapes;
import io.sluice.kustomize.model.Shape;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.replacement.ReplacementTransformer;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.AffixTransformer;
import io.sluice.kustomize.transform.AnnotationsTransformer;
import io.sluice.kustomize.transform.HashTransformer;
import io.sluice.kustomize.transform.ImageFields;
import io.sluice.kustomize.transform.ImageTagTransformer;
import io.sluice.kustomize.transform.LabelTransformer;
import io.sluice.kustomize.transform.NamespaceTransformer;
import io.sluice.kustomize.transform.ReplicaCountTransformer;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.List;
import java.util.Set;

/// Makes the built-in generators and transformers that are configured as resources.
final class Builtins {

    private static final Set<String> GENERATORS =
            Set.of(
                    "ConfigMapGenerator",
                    "SecretGenerator",
                    "IAMPolicyGenerator",
                    "HelmChartInflationGenerator");

    private final BuildContext context;
    private final Loader loader;
    private final PatchFiles patches;
    private final ReplacementFiles replacements;
    private final DataGenerator data;
    private final String file;

    Builtins(
            BuildContext context,
            Loader loader,
            PatchFiles patches,
            ReplacementFiles replacements,
            DataGenerator data,
            String file) {
        this.context = context;
        this.loader = loader;
        this.patches = patches;
        this.replacements = replacements;
        this.data = data;
        this.file = file;
    }

    /// The resource a generator makes.
    Resource generate(Resource plugin, MapNode config) {
        try {
            check(plugin);
            configureGenerator(plugin, config);
        } catch (KustomizeException e) {
            throw e.prefixed("loading generator plugins: failed to load generator: ");
        }
        MapNode args = withName(config);
        return switch (plugin.kind()) {
            case "ConfigMapGenerator" -> data.configMap(args, null);
            case "SecretGenerator" -> data.secret(args, null);
            case "IAMPolicyGenerator" -> serviceAccount(config);
            case "HelmChartInflationGenerator" ->
                    throw HelmStep.unsupported(config, "the generator")
                            .in(plugin.file(), plugin.root().line());
            default -> throw unknown(plugin);
        };
    }

    private void configureGenerator(Resource plugin, MapNode config) {
        if (!GENERATORS.contains(plugin.kind())) {
            transformer(plugin, config);
            throw new KustomizeException("plugin " + plugin.currentId() + " not a generator");
        }
        try {
            configured(plugin, config);
            if (plugin.kind().equals("HelmChartInflationGenerator")) {
                HelmStep.check(context.options(), config);
            }
        } catch (KustomizeException e) {
            throw e.prefixed("plugin " + plugin.currentId() + " fails configuration: ");
        }
    }

    private Resource serviceAccount(MapNode config) {
        String text = IamPolicyGenerator.generate(config);
        try {
            Node root = Yaml.parse(text, Dialect.RESOURCE, context.budget(), 0);
            if (root instanceof MapNode map) {
                return new Resource(map, context.schemas(), file);
            }
            throw new KustomizeException("missing Resource metadata", file, config.line());
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), file, config.line());
        }
    }

    /// A generator's name and namespace may be those of its configuration.
    private static MapNode withName(MapNode config) {
        MapNode metadata = config.map("metadata");
        MapNode args = config.copy();
        if (metadata != null) {
            for (String field : List.of("name", "namespace")) {
                if (args.text(field).isEmpty() && !metadata.text(field).isEmpty()) {
                    args.put(field, metadata.text(field));
                }
            }
        }
        return args;
    }

    /// The transformer a resource configures.
    Transformer transformer(Resource plugin, MapNode config) {
        check(plugin);
        if (GENERATORS.contains(plugin.kind())) {
            configureGenerator(plugin, config);
            throw new KustomizeException("plugin " + plugin.currentId() + " not a transformer");
        }
        String fails = "plugin " + plugin.currentId() + " fails configuration: ";
        try {
            return transformer(plugin, configured(plugin, config), config);
        } catch (KustomizeException e) {
            throw e.text().startsWith("unable to load") ? e : e.prefixed(fails);
        }
    }

    private Transformer transformer(Resource plugin, MapNode config, MapNode whole) {
        List<FieldSpec> specs = TransformerConfig.specs(config, "fieldSpecs");
        return switch (plugin.kind()) {
            case "AnnotationsTransformer" ->
                    new AnnotationsTransformer(
                            Kustomization.map(config, "annotations"), specs, context.budget());
            case "LabelTransformer" ->
                    new LabelTransformer(
                            Kustomization.map(config, "labels"), specs, context.budget());
            case "NamespaceTransformer" -> namespace(config, whole, specs);
            case "PrefixTransformer" ->
                    AffixTransformer.prefix(
                            config.text("prefix"), required(config, specs), context.budget());
            case "SuffixTransformer" ->
                    AffixTransformer.suffix(
                            config.text("suffix"), required(config, specs), context.budget());
            case "PrefixSuffixTransformer" -> prefixSuffix(config, specs);
            case "ImageTagTransformer" ->
                    new ImageTagTransformer(
                            struct(config, "imageTag"),
                            new ImageFields(specs, context.budget()),
                            context.budget());
            case "ReplicaCountTransformer" -> replicas(config, specs, context.budget());
            case "ReplacementTransformer" ->
                    new ReplacementTransformer(
                            replacements.load(Kustomization.structs(config, "replacements")),
                            context.budget());
            case "HashTransformer" -> new HashTransformer();
            case "ValueAddTransformer" -> ValueAdd.configure(config, loader, context);
            case "PatchTransformer" -> patches.patch(patchConfig(config), whole);
            case "PatchJson6902Transformer" -> patches.json6902(config);
            case "PatchStrategicMergeTransformer" -> strategicMerge(config);
            default -> throw unknown(plugin);
        };
    }

    /// What the fields of a plugin's kind hold.
    private static MapNode configured(Resource plugin, MapNode config) {
        Shape.Struct shape = PluginShapes.of(plugin.kind());
        if (shape == null) {
            return config;
        }
        try {
            return StrictDecoder.decodeLoosely(config, shape);
        } catch (KustomizeException e) {
            String words = "error unmarshaling JSON: while decoding JSON: ";
            boolean namespace = plugin.kind().equals("NamespaceTransformer");
            throw e.prefixed(
                    namespace ? "unmarshalling NamespaceTransformer config: " + words : words);
        }
    }

    private void check(Resource plugin) {
        if (!plugin.apiVersion().equals("builtin")) {
            boolean enabled = context.options().alphaPlugins();
            throw new KustomizeException(
                    (enabled ? "external plugins are not supported" : "external plugins disabled")
                            + "; unable to load external plugin '"
                            + plugin.kind()
                            + "'",
                    plugin.file(),
                    plugin.root().line());
        }
    }

    private static KustomizeException unknown(Resource plugin) {
        return new KustomizeException(
                "unable to load builtin " + plugin.gvk(), plugin.file(), plugin.root().line());
    }

    private static List<FieldSpec> required(MapNode config, List<FieldSpec> specs) {
        if (config.get("fieldSpecs") == null) {
            throw new KustomizeException("fieldSpecs is not expected to be nil");
        }
        return specs;
    }

    private static MapNode struct(MapNode config, String field) {
        MapNode struct = config.map(field);
        return struct == null ? new MapNode() : struct;
    }

    private Transformer namespace(MapNode config, MapNode whole, List<FieldSpec> specs) {
        String mode = config.text("setRoleBindingSubjects");
        var subjects =
                switch (mode) {
                    case "", "defaultOnly" -> NamespaceTransformer.Subjects.DEFAULT_ONLY;
                    case "allServiceAccounts" -> NamespaceTransformer.Subjects.ALL_SERVICE_ACCOUNTS;
                    case "none" -> NamespaceTransformer.Subjects.NONE;
                    default ->
                            throw new KustomizeException(
                                    "invalid value \""
                                            + mode
                                            + "\" for setRoleBindingSubjects: must be one of"
                                            + " \"defaultOnly\", \"none\" or \"allServiceAccounts\"");
                };
        boolean unsetOnly = Kustomization.flag(config, "unsetOnly");
        String namespace = struct(whole, "metadata").text("namespace");
        return new NamespaceTransformer(namespace, specs, subjects, unsetOnly, context.budget());
    }

    private Transformer prefixSuffix(MapNode config, List<FieldSpec> specs) {
        Budget budget = context.budget();
        List<FieldSpec> both = required(config, specs);
        Transformer prefix = AffixTransformer.prefix(config.text("prefix"), both, budget);
        Transformer suffix = AffixTransformer.suffix(config.text("suffix"), both, budget);
        return resources -> {
            prefix.apply(resources);
            suffix.apply(resources);
        };
    }

    private static Transformer replicas(MapNode config, List<FieldSpec> specs, Budget budget) {
        MapNode replica = struct(config, "replica");
        String count = replica.text("count").isEmpty() ? "0" : replica.text("count");
        return new ReplicaCountTransformer(replica.text("name"), count, specs, budget);
    }

    private static MapNode patchConfig(MapNode config) {
        var patch = new MapNode();
        for (String field : List.of("path", "patch", "target", "options")) {
            Node value = config.get(field);
            if (value != null) {
                patch.put(field, value);
            }
        }
        return patch;
    }

    private Transformer strategicMerge(MapNode config) {
        return patches.strategicMerge(
                Kustomization.strings(config, "paths"), config.text("patches"));
    }
}
