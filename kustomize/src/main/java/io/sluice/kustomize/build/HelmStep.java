package io.sluice.kustomize.build;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.HelmCharts;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.generate.Absorb;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.resource.ResourceReader;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.YamlException;
import java.io.IOException;
import java.util.List;

/// Adds the manifests of Helm charts.
final class HelmStep {

    private final BuildContext context;
    private final Loader loader;
    private final String file;
    private final Kustomization kustomization;

    HelmStep(BuildContext context, Loader loader, String file, Kustomization kustomization) {
        this.context = context;
        this.loader = loader;
        this.file = file;
        this.kustomization = kustomization;
    }

    void generate(ResMap into) {
        int index = 0;
        for (MapNode chart : kustomization.structs("helmCharts")) {
            String field = "helmCharts[" + index++ + "]";
            try {
                PluginConfig.configuring(
                        "HelmChartInflationGenerator",
                        withHomes(chart),
                        () -> {
                            add(into, chart);
                            return chart;
                        });
            } catch (KustomizeException e) {
                throw e.in(file, chart.line()).of(field);
            }
        }
    }

    /// A chart with what holds for all of them.
    private MapNode withHomes(MapNode chart) {
        MapNode globals = kustomization.struct("helmGlobals");
        MapNode all = chart.copy();
        for (String home : List.of("chartHome", "configHome")) {
            if (globals != null && !globals.text(home).isEmpty()) {
                all.put(home, globals.text(home));
            }
        }
        return all;
    }

    /// Refuses a chart that may not be templated or has no name. As in the reference, plugins are
    /// enough to have charts too.
    static void check(BuildOptions options, MapNode chart) {
        if (!options.helm() && !options.alphaPlugins()) {
            throw new KustomizeException("must specify --enable-helm");
        }
        if (chart.text("name").isEmpty()) {
            throw new KustomizeException("chart name cannot be empty");
        }
    }

    /// What to do as long as charts cannot be templated.
    static KustomizeException unsupported(MapNode chart, String instead) {
        return new KustomizeException(
                "Helm charts are not supported yet: write what 'helm template' prints for the chart"
                        + " '%s' to a file and list that under 'resources' instead of %s"
                                .formatted(chart.text("name"), instead));
    }

    private void add(ResMap into, MapNode chart) {
        check(context.options(), chart);
        HelmCharts charts = context.options().charts();
        if (charts == null) {
            throw unsupported(chart, "the entry under 'helmCharts'");
        }
        MapNode globals = kustomization.struct("helmGlobals");
        String home = globals == null ? "" : globals.text("chartHome");
        var request =
                new HelmCharts.Request(
                        loader.tree(),
                        loader.root(),
                        home.isEmpty() ? "charts" : home,
                        JsonWriter.canonical(chart));
        try {
            String manifests = charts.template(request);
            for (Resource resource : new ResourceReader(context).read(manifests, file)) {
                Absorb.into(into, resource, context.budget());
            }
        } catch (IOException e) {
            throw new KustomizeException(String.valueOf(e.getMessage()), file, chart.line());
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), file, chart.line());
        }
    }
}
