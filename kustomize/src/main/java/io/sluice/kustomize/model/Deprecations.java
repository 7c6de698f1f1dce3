package io.sluice.kustomize.model;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.List;
import java.util.function.Consumer;

/// Brings deprecated fields into their present form.
final class Deprecations {

    private Deprecations() {}

    /// Changes the fields.
    ///
    /// @param warnings takes what it brings there, in the order of the fields' names, as the reference does
    static void fix(MapNode fields, Consumer<String> warnings) {
        warn(fields, warnings, "bases", "resources");
        warn(fields, warnings, "commonLabels", "labels");
        warn(fields, warnings, "imageTags", "images");
        warn(fields, warnings, "patchesJson6902", "patches");
        warn(fields, warnings, "patchesStrategicMerge", "patches");
        warn(fields, warnings, "vars", "replacements");
        append(fields, "bases", "resources");
        append(fields, "imageTags", "images");
        for (String generator : List.of("configMapGenerator", "secretGenerator")) {
            for (MapNode args : Kustomization.structs(fields, generator)) {
                env(args);
            }
        }
        for (MapNode args : Kustomization.structs(fields, "helmChartInflationGenerator")) {
            helm(fields, args);
        }
        fields.remove("helmChartInflationGenerator");
    }

    private static void warn(
            MapNode fields, Consumer<String> warnings, String field, String replacement) {
        if (fields.get(field) == null) {
            return;
        }
        String experimental = field.equals("vars") ? "[EXPERIMENTAL] " : "";
        warnings.accept(
                "# Warning: '"
                        + field
                        + "' is deprecated. Please use '"
                        + replacement
                        + "' instead. "
                        + experimental
                        + "Run 'kustomize edit fix' to update your Kustomization automatically.");
    }

    private static void append(MapNode fields, String from, String to) {
        // An empty list moves nothing, so it does not make a field of the new name.
        if (fields.remove(from) instanceof SeqNode moved && !moved.items().isEmpty()) {
            SeqNode list = fields.list(to);
            if (list == null) {
                fields.put(to, moved);
            } else {
                list.items().addAll(moved.items());
            }
        }
    }

    private static void env(MapNode args) {
        Node env = args.remove("env");
        if (env == null) {
            return;
        }
        SeqNode envs = args.list("envs");
        if (envs == null) {
            envs = new SeqNode();
            args.put("envs", envs);
        }
        envs.add(env);
    }

    private static void helm(MapNode fields, MapNode args) {
        var chart = new MapNode();
        rename(args, "chartName", chart, "name");
        rename(args, "chartVersion", chart, "version");
        rename(args, "chartRepoUrl", chart, "repo");
        rename(args, "releaseName", chart, "releaseName");
        rename(args, "releaseNamespace", chart, "namespace");
        rename(args, "values", chart, "valuesFile");
        rename(args, "valuesLocal", chart, "valuesInline");
        rename(args, "valuesMerge", chart, "valuesMerge");
        SeqNode charts = fields.list("helmCharts");
        if (charts == null) {
            charts = new SeqNode();
            fields.put("helmCharts", charts);
        }
        charts.add(chart);
    }

    private static void rename(MapNode from, String field, MapNode to, String name) {
        Node value = from.get(field);
        if (value != null) {
            to.put(name, value);
        }
    }
}
