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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            steps.add(Step.of("PatchStrategicMergeTransformer", patches.strategicMerge(entries)));
        }
    }

    private void patches(List<Step> steps) {
        int index = 0;
        for (MapNode patch : file.structs("patches")) {
            String field = "patches[" + index++ + "]";
            try {
                steps.add(Step.of("PatchTransformer", patches.patch(patch)));
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
                            false);
            steps.add(Step.of("NamespaceTransformer", transformer));
        }
    }

    private void prefix(List<Step> steps) {
        String prefix = file.text("namePrefix");
        if (!prefix.isEmpty()) {
            var transformer = AffixTransformer.prefix(prefix, config.namePrefix());
            steps.add(Step.of("PrefixTransformer", transformer));
        }
    }

    private void suffix(List<Step> steps) {
        String suffix = file.text("nameSuffix");
        if (!suffix.isEmpty()) {
            var transformer = AffixTransformer.suffix(suffix, config.nameSuffix());
            steps.add(Step.of("SuffixTransformer", transformer));
        }
    }

    private void labels(List<Step> steps) {
        List<MapNode> entries = file.structs("labels");
        for (MapNode entry : entries) {
            context.checkTime();
            Map<String, String> pairs = Kustomization.map(entry, "pairs");
            var transformer = new LabelTransformer(pairs, labelSpecs(entry), context.budget());
            steps.add(Step.of("LabelTransformer", transformer));
        }
        Map<String, String> common = file.map("commonLabels");
        // It does nothing without labels, but shows in the annotations that tell what was done.
        if (!common.isEmpty() || !entries.isEmpty()) {
            var transformer = new LabelTransformer(common, config.commonLabels(), context.budget());
            steps.add(Step.of("LabelTransformer", transformer));
        }
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
        Map<String, String> annotations = file.map("commonAnnotations");
        if (!annotations.isEmpty()) {
            var transformer =
                    new AnnotationsTransformer(
                            annotations, config.commonAnnotations(), context.budget());
            steps.add(Step.of("AnnotationsTransformer", transformer));
        }
    }

    private void patchesJson6902(List<Step> steps) {
        for (MapNode patch : file.structs("patchesJson6902")) {
            steps.add(Step.of("PatchJson6902Transformer", patches.json6902(patch)));
        }
    }

    private void replicas(List<Step> steps) {
        for (MapNode replica : file.structs("replicas")) {
            String count = replica.text("count").isEmpty() ? "0" : replica.text("count");
            var transformer =
                    new ReplicaCountTransformer(replica.text("name"), count, config.replicas());
            steps.add(Step.of("ReplicaCountTransformer", transformer));
        }
    }

    private void images(List<Step> steps) {
        var fields = new ImageFields(config.images());
        for (MapNode image : file.structs("images")) {
            var transformer = new ImageTagTransformer(image, fields, context.budget());
            steps.add(Step.of("ImageTagTransformer", transformer));
        }
    }

    private void replacements(List<Step> steps) {
        List<MapNode> entries = file.structs("replacements");
        if (!entries.isEmpty()) {
            var transformer =
                    new ReplacementTransformer(replacements.load(entries), context.budget());
            steps.add(Step.of("ReplacementTransformer", transformer));
        }
    }
}
