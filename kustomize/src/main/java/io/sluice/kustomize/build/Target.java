package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.DefaultConfig;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.generate.Absorb;
import io.sluice.kustomize.generate.DataGenerator;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.ChangeNote;
import io.sluice.kustomize.resource.Origin;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kustomization directory in a build.
final class Target {

    /// Characters of a note that are read and written in the time of one instruction.
    private static final int NOTE = 4;

    private final BuildContext context;
    private final Loader loader;
    private final String file;
    private final Kustomization kustomization;
    private final Tracking tracking;
    private final Resources resources;
    private final ConfigFiles configs;
    private final PatchFiles patches;
    private final ReplacementFiles replacements;
    private final DataGenerator data;

    Target(BuildContext context, Loader loader, TargetFile target, Tracking tracking) {
        this.context = context;
        this.loader = loader;
        this.file = target.path();
        this.kustomization = target.kustomization();
        this.tracking = tracking;
        this.resources = new Resources(context, loader, tracking);
        this.configs = new ConfigFiles(context, loader);
        this.patches = new PatchFiles(context, loader, file);
        this.replacements = new ReplacementFiles(context, loader, file);
        this.data = new DataGenerator(context, loader, file);
    }

    Kustomization kustomization() {
        return kustomization;
    }

    /// Adds everything this kustomization describes to `into`, and applies it to all of that.
    void accumulate(Accumulator into) {
        context.checkTime();
        resources.addAll(into, kustomization.strings("resources"));
        into.addConfig(
                DefaultConfig.get()
                        .merge(configs.configurations(kustomization.strings("configurations"))));
        into.addConfig(configs.crds(kustomization.strings("crds")));
        generate(into);
        resources.components(into, kustomization.strings("components"));
        transform(into);
        validate(into);
        List<Var> vars = kustomization.structs("vars").stream().map(Var::of).toList();
        try {
            into.registerVars(vars, context.budget());
        } catch (KustomizeException e) {
            throw e.prefixed("merging vars " + shown() + ": ").in(file, 0).of("vars");
        }
    }

    private String shown() {
        var text = new StringBuilder("[");
        for (MapNode var : kustomization.structs("vars")) {
            text.append(text.length() > 1 ? " " : "").append(Var.shown(var));
        }
        return text.append(']').toString();
    }

    private void generate(Accumulator into) {
        MapNode options = kustomization.struct("generatorOptions");
        int index = 0;
        for (MapNode args : kustomization.structs("configMapGenerator")) {
            String field = "configMapGenerator[" + index++ + "]";
            checkOptions("ConfigMapGenerator", args, options);
            absorb(into, "ConfigMapGenerator", field, () -> data.configMap(args, options));
        }
        index = 0;
        for (MapNode args : kustomization.structs("secretGenerator")) {
            String field = "secretGenerator[" + index++ + "]";
            checkOptions("SecretGenerator", args, options);
            absorb(into, "SecretGenerator", field, () -> data.secret(args, options));
        }
        new HelmStep(context, loader, file, kustomization).generate(into.resources());
        for (Resource plugin : plugins("generators")) {
            Resource made = builtins().generate(plugin, config(plugin));
            Origin origin = generatorNote(plugin);
            if (tracking.any() && made.annotation(Annotations.ORIGIN) == null) {
                made.origin(origin);
            }
            Absorb.into(into.resources(), made, context.budget());
        }
    }

    private interface Generator {
        Resource make();
    }

    private void absorb(Accumulator into, String kind, String field, Generator generator) {
        try {
            Resource made = generator.make();
            if (tracking.any() && made.annotation(Annotations.ORIGIN) == null) {
                var by = new Origin.Configured("builtin", kind, "", "");
                made.origin(tracking.configured(loader, file, by));
            }
            Absorb.into(into.resources(), made, context.budget());
        } catch (KustomizeException e) {
            throw e.in(file, 0).of(field);
        }
    }

    private static void checkOptions(String kind, MapNode args, @Nullable MapNode global) {
        MapNode own = args.map("options");
        MapNode all = own == null ? new MapNode() : own.copy();
        if (global != null) {
            for (MapNode.Entry entry : global.entries()) {
                if (all.get(entry.name()) == null) {
                    all.put(entry.name(), entry.value());
                }
            }
        }
        PluginConfig.configuring(
                kind,
                args.copy().put("options", all),
                () ->
                        List.of(
                                Kustomization.map(all, "labels"),
                                Kustomization.map(all, "annotations")));
    }

    private Origin generatorNote(Resource plugin) {
        try {
            return noteOf(plugin);
        } catch (KustomizeException e) {
            throw e.prefixed("loading generator plugins: failed to get origin from CustomPlugin: ");
        }
    }

    private Origin noteOf(Resource plugin) {
        Origin from = plugin.origin();
        return from == null
                ? tracking.configured(loader, file, by(plugin))
                : tracking.configured(from, by(plugin));
    }

    private static Origin.Configured by(Resource plugin) {
        return new Origin.Configured(
                plugin.apiVersion(), plugin.kind(), plugin.name(), plugin.namespace());
    }

    private Builtins builtins() {
        return new Builtins(context, loader, patches, replacements, data, file);
    }

    private List<Resource> plugins(String field) {
        var accumulator = new Accumulator();
        String words = field.equals("generators") ? "loading generator plugins: " : "";
        for (String entry : kustomization.strings(field)) {
            try {
                resources.addPlugin(accumulator, entry, file);
            } catch (KustomizeException e) {
                throw e.prefixed(words).in(file, 0).of(field);
            }
        }
        return accumulator.resources().all();
    }

    private static MapNode config(Resource plugin) {
        Node config = new Finisher(Dialect.RESOURCE).finish(plugin.root());
        return config instanceof MapNode map ? map : new MapNode();
    }

    private void transform(Accumulator into) {
        TransformerConfig config = into.config();
        var steps =
                new TransformerSteps(kustomization, config, patches, replacements, context).steps();
        List<Resource> plugins = plugins("transformers");
        for (Step step : steps) {
            run(into.resources(), step, tracking.configured(loader, file, step.by()));
        }
        for (Resource plugin : plugins) {
            var transformer = builtins().transformer(plugin, config(plugin));
            Origin note = noteOf(plugin);
            run(into.resources(), new Step(transformer, by(plugin)), note);
        }
    }

    private void run(ResMap map, Step step, Origin note) {
        context.checkTime();
        boolean patch = step.by().kind().startsWith("Patch");
        try {
            if (!patch) {
                context.budget().transform(map.size(), 0);
            }
            step.transformer().apply(map);
        } catch (KustomizeException e) {
            throw e.in(file, 0);
        }
        if (!patch) {
            map.touch();
            patches.changed();
        }
        map.dropEmpty();
        if (tracking.any()) {
            var change = new ChangeNote(note);
            for (Resource resource : map.all()) {
                context.budget().transform(0, change.addTo(resource) / NOTE);
            }
        }
    }

    private void validate(Accumulator into) {
        List<Resource> plugins = plugins("validators");
        if (plugins.isEmpty()) {
            return;
        }
        for (Resource plugin : plugins) {
            Validation.run(builtins().transformer(plugin, config(plugin)), into.resources());
        }
    }
}
