package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.field.FieldSpecs;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.replacement.ReplacementTransformer;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.transform.AffixTransformer;
import io.sluice.kustomize.transform.AnnotationsTransformer;
import io.sluice.kustomize.transform.ImageFields;
import io.sluice.kustomize.transform.ImageTagTransformer;
import io.sluice.kustomize.transform.LabelTransformer;
import io.sluice.kustomize.transform.NamespaceTransformer;
import io.sluice.kustomize.transform.ReplicaCountTransformer;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The transformers a kustomization asks for by its fields, in the order they run.
final class TransformerSteps {

    private static final FieldSpec METADATA_LABELS =
            new FieldSpec(Gvk.ANY, "metadata/labels", true);

    private final Kustomization file;
    private final TransformerConfig config;
    private final PatchFiles patches;
    private final ReplacementFiles replacements;
    private final BuildContext context;

    TransformerSteps(
            Kustomization file,
            TransformerConfig config,
            PatchFiles patches,
            ReplacementFiles replacements,
            BuildContext context) {
        this.file = file;
        this.config = config;
        this.patches = patches;
        this.replacements = replacements;
        this.context = context;
    }

    /// The order of transformers.
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        patchesStrategicMerge(steps);
        patches(steps);
        namespace(steps);
        prefix(steps);
        suffix(steps);
        labels(steps);
        annotations(steps);
        patchesJson6902(steps);
        replicas(steps);
        images(steps);
        replacements(steps);
        return steps;
    }

    private void patchesStrategicMerge(List<Step> steps) {
        List<String> entries = file.strings("patchesStrategicMerge");
        if (!entries.isEmpty()) {
            String kind = "PatchStrategicMergeTransformer";
            var paths = new SeqNode();
            entries.forEach(entry -> paths.add(ScalarNode.string(entry)));
            var shown = new MapNode().put("paths", paths);
            steps.add(
                    PluginConfig.configuring(
                            kind, shown, () -> Step.of(kind, patches.strategicMerge(entries, ""))));
        }
    }

    private void patches(List<Step> steps) {
        int index = 0;
        for (MapNode patch : file.structs("patches")) {
            String field = "patches[" + index++ + "]";
            try {
                String kind = "PatchTransformer";
                steps.add(
                        PluginConfig.configuring(
                                kind, patch, () -> Step.of(kind, patches.patch(patch, patch))));
            } catch (KustomizeException e) {
                throw e.of(field);
            }
        }
    }

    private void namespace(List<Step> steps) {
        String namespace = file.text("namespace");
        if (!namespace.isEmpty()) {
            var transformer =
                    new NamespaceTransformer(
                            namespace,
                            config.namespace(),
                            NamespaceTransformer.Subjects.DEFAULT_ONLY,
                            false,
                            context.budget());
            steps.add(Step.of("NamespaceTransformer", transformer));
        }
    }

    private void prefix(List<Step> steps) {
        String prefix = file.text("namePrefix");
        if (!prefix.isEmpty()) {
            var transformer =
                    AffixTransformer.prefix(prefix, config.namePrefix(), context.budget());
            steps.add(Step.of("PrefixTransformer", transformer));
        }
    }

    private void suffix(List<Step> steps) {
        String suffix = file.text("nameSuffix");
        if (!suffix.isEmpty()) {
            var transformer =
                    AffixTransformer.suffix(suffix, config.nameSuffix(), context.budget());
            steps.add(Step.of("SuffixTransformer", transformer));
        }
    }

    private void labels(List<Step> steps) {
        List<MapNode> entries = file.structs("labels");
        for (MapNode entry : entries) {
            context.checkTime();
            List<FieldSpec> specs = labelSpecs(entry);
            Map<String, String> pairs = texts("Labels", entry.map("pairs"), specs);
            var transformer = new LabelTransformer(pairs, specs, context.budget());
            steps.add(Step.of("LabelTransformer", transformer));
        }
        Map<String, String> common =
                texts("Labels", file.struct("commonLabels"), config.commonLabels());
        // It does nothing without labels, but shows in the annotations that tell what was done.
        if (!common.isEmpty() || !entries.isEmpty()) {
            var transformer = new LabelTransformer(common, config.commonLabels(), context.budget());
            steps.add(Step.of("LabelTransformer", transformer));
        }
    }

    /// The texts of a map; errors show them with the fields that they would go to.
    private static Map<String, String> texts(
            String field, @Nullable MapNode map, List<FieldSpec> specs) {
        if (map == null) {
            return Map.of();
        }
        String kind = field.equals("Labels") ? "LabelTransformer" : "AnnotationsTransformer";
        var shown = new MapNode().put("FieldSpecs", PluginConfig.shown(specs)).put(field, map);
        return PluginConfig.configuring(kind, shown, () -> Kustomization.map(shown, field));
    }

    private List<FieldSpec> labelSpecs(MapNode entry) {
        try {
            List<FieldSpec> specs =
                    FieldSpecs.merge(TransformerConfig.specs(entry, "fields"), config.labels());
            if (Kustomization.flag(entry, "includeSelectors")) {
                return FieldSpecs.merge(specs, config.commonLabels());
            }
            if (Kustomization.flag(entry, "includeTemplates")) {
                specs = FieldSpecs.merge(specs, config.templateLabels());
            }
            return FieldSpecs.merge(specs, List.of(METADATA_LABELS));
        } catch (KustomizeException e) {
            throw e.prefixed("failed to merge labels: ").of("labels");
        }
    }

    private void annotations(List<Step> steps) {
        Map<String, String> annotations =
                texts("Annotations", file.struct("commonAnnotations"), config.commonAnnotations());
        if (!annotations.isEmpty()) {
            var transformer =
                    new AnnotationsTransformer(
                            annotations, config.commonAnnotations(), context.budget());
            steps.add(Step.of("AnnotationsTransformer", transformer));
        }
    }

    private void patchesJson6902(List<Step> steps) {
        String kind = "PatchJson6902Transformer";
        for (MapNode patch : file.structs("patchesJson6902")) {
            MapNode config = patch.copy();
            String text = patch.text("patch");
            config.remove("patch");
            config.remove("options");
            if (!text.isEmpty()) {
                config.put("jsonOp", text);
            }
            steps.add(
                    PluginConfig.configuring(
                            kind, config, () -> Step.of(kind, patches.json6902(config))));
        }
    }

    private void replicas(List<Step> steps) {
        for (MapNode replica : file.structs("replicas")) {
            String count = replica.text("count").isEmpty() ? "0" : replica.text("count");
            var transformer =
                    new ReplicaCountTransformer(
                            replica.text("name"), count, config.replicas(), context.budget());
            steps.add(Step.of("ReplicaCountTransformer", transformer));
        }
    }

    private void images(List<Step> steps) {
        var fields = new ImageFields(config.images(), context.budget());
        for (MapNode image : file.structs("images")) {
            var transformer = new ImageTagTransformer(image, fields, context.budget());
            steps.add(Step.of("ImageTagTransformer", transformer));
        }
    }

    private void replacements(List<Step> steps) {
        List<MapNode> entries = file.structs("replacements");
        if (!entries.isEmpty()) {
            String kind = "ReplacementTransformer";
            var shown = new SeqNode();
            entries.forEach(entry -> shown.add(withoutEmptyTargets(entry)));
            var config = new MapNode().put("Replacements", shown);
            List<MapNode> loaded =
                    PluginConfig.configuring(
                            kind,
                            config,
                            () -> replacements.load(Kustomization.structs(config, "Replacements")));
            steps.add(Step.of(kind, new ReplacementTransformer(loaded, context.budget())));
        }
    }

    /// An empty list of targets counts as none, unlike in a file of replacements.
    private static MapNode withoutEmptyTargets(MapNode entry) {
        MapNode copy = entry.copy();
        if (copy.get("targets") instanceof SeqNode targets && targets.items().isEmpty()) {
            copy.remove("targets");
        }
        return copy;
    }
}
