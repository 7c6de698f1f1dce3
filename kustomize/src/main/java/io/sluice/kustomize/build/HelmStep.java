package io.sluice.kustomize.build;

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
        for (MapNode chart : kustomization.structs("helmCharts")) {
            PluginConfig.configuring(
                    "HelmChartInflationGenerator",
                    chart,
                    () -> {
                        add(into, chart);
                        return chart;
                    });
        }
    }

    private void add(ResMap into, MapNode chart) {
        if (!context.options().helm()) {
            throw new KustomizeException("must specify --enable-helm", file, chart.line());
        }
        HelmCharts charts = context.options().charts();
        if (charts == null) {
            throw new KustomizeException(
                    "Helm charts are not supported yet; template the chart and list the result"
                            + " under resources",
                    file,
                    chart.line());
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
                Absorb.into(into, resource);
            }
        } catch (IOException e) {
            throw new KustomizeException(String.valueOf(e.getMessage()), file, chart.line());
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), file, chart.line());
        }
    }
}
