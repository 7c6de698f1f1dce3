package io.sluice.kustomize.build;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuiltResource;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.FluxOverlay;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.LegacyRank;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.resource.ResourceReader;
import io.sluice.kustomize.transform.HashTransformer;
import io.sluice.kustomize.transform.LabelTransformer;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Emitter;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs one build from the top directory to the printed objects.
public final class Build {

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String LOCAL = "config.kubernetes.io/local-config";

    private final BuildContext context;
    private final BuildOptions options;
    private long inJson;

    /// A build; what it looks at is recorded in `context`.
    public Build(BuildContext context) {
        this.context = context;
        this.options = context.options();
    }

    /// Builds the directory `path` of `tree`.
    public List<BuiltResource> run(FileTree tree, String path) {
        Loader loader = Loader.open(context, tree, path);
        TargetFile file = TargetFile.top(context, loader);
        Kustomization kustomization = file.kustomization();
        Tracking tracking = Tracking.of(kustomization.strings("buildMetadata"));
        new ConfigFiles(context, loader).schema(kustomization.struct("openapi"), true);
        var accumulator = new Accumulator();
        try {
            new Target(context, loader, file, tracking).accumulate(accumulator);
            finish(accumulator);
            ResMap resources = accumulator.resources();
            dropLocal(resources);
            order(resources, kustomization);
            if (options.managedByLabel() || tracking.managedBy()) {
                managedBy(resources);
            }
            return print(resources, tracking);
        } catch (KustomizeException e) {
            throw e.in(file.path(), 0);
        }
    }

    /// What is done once, at the end: hashes, references, variables.
    private void finish(Accumulator accumulator) {
        ResMap resources = accumulator.resources();
        new HashTransformer().apply(resources);
        resources.touch();
        new NameReferences(accumulator.config().nameReference(), context.budget()).apply(resources);
        var vars =
                new VarReferences(
                        accumulator.vars(), accumulator.config().varReference(), context.budget());
        try {
            vars.apply(resources);
        } finally {
            if (!vars.unused().isEmpty()) {
                context.warn(
                        "well-defined vars that were never replaced: "
                                + String.join(",", vars.unused()));
            }
        }
    }

    private static void dropLocal(ResMap resources) {
        var kept = new ArrayList<Resource>();
        for (Resource resource : resources.all()) {
            ResourceReader.check(resource.root(), resource.file());
            String local = resource.annotation(LOCAL);
            if (local == null || local.equals("false")) {
                kept.add(resource);
            }
        }
        if (kept.size() < resources.size()) {
            resources.reset(kept);
        }
        resources.requireUnique();
    }

    private void order(ResMap resources, Kustomization kustomization) {
        MapNode sort = kustomization.struct("sortOptions");
        boolean legacy = options.order() == BuildOptions.Order.LEGACY;
        List<String> first = LegacyRank.FIRST;
        List<String> last = LegacyRank.LAST;
        if (sort != null) {
            String order = sort.text("order");
            if (!order.equals("fifo") && !order.equals("legacy")) {
                throw new KustomizeException(
                        "the field 'sortOptions.order' must be one of [fifo, legacy]");
            }
            legacy = order.equals("legacy");
            MapNode lists = sort.map("legacySortOptions");
            if (lists != null && !legacy) {
                throw new KustomizeException(
                        "the field 'sortOptions.legacySortOptions' is set but the selected sort"
                                + " order is '"
                                + order
                                + "', not 'legacy'");
            }
            if (lists != null) {
                first = Kustomization.strings(lists, "orderFirst");
                last = Kustomization.strings(lists, "orderLast");
            }
        }
        if (legacy) {
            var sorted = new ArrayList<>(resources.all());
            sorted.sort(new LegacyOrder(new LegacyRank(first, last)));
            resources.reset(sorted);
        }
    }

    private void managedBy(ResMap resources) {
        new LabelTransformer(
                        Map.of(MANAGED_BY, "kustomize-" + Kustomize.VERSION),
                        List.of(new FieldSpec(new Gvk("", "", ""), "metadata/labels", true)),
                        context.budget())
                .apply(resources);
    }

    private List<BuiltResource> print(ResMap resources, Tracking tracking) {
        var built = new ArrayList<BuiltResource>(resources.size());
        long size = 0;
        for (Resource resource : resources.all()) {
            Annotations.clean(resource.root(), tracking.origins(), tracking.transformations());
            commonMetadata(resource);
            BuiltResource done = print(resource);
            size += done.yaml().length();
            requirePrintable(size, resource);
            built.add(done);
        }
        return built;
    }

    private void requirePrintable(long size, Resource last) {
        if (size > options.limits().outputBytes()) {
            throw new KustomizeException(
                    "the build prints more than " + options.limits().outputBytes() + " bytes",
                    last.file(),
                    last.root().line());
        }
    }

    private void commonMetadata(Resource resource) {
        FluxOverlay overlay = options.flux();
        if (overlay == null) {
            return;
        }
        set(resource, "labels", overlay.commonLabels());
        set(resource, "annotations", overlay.commonAnnotations());
    }

    private static void set(Resource resource, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            Map<String, String> all = Annotations.read(resource.root(), field);
            all.putAll(values);
            Annotations.write(resource.root(), field, all);
        }
    }

    private BuiltResource print(Resource resource) {
        context.checkTime();
        try {
            Node finished = new Finisher(Dialect.RESOURCE).finish(resource.root());
            inJson += Printable.check(finished);
            requirePrintable(inJson, resource);
            return new BuiltResource(
                    resource.apiVersion(),
                    resource.kind(),
                    resource.namespace(),
                    resource.name(),
                    JsonWriter.canonical(finished),
                    Emitter.emit(finished),
                    resource.file(),
                    resource.root().line());
        } catch (YamlException e) {
            throw new KustomizeException(
                    "map[string]interface {}(nil): " + e.text(), resource.file(), e.line());
        }
    }
}
