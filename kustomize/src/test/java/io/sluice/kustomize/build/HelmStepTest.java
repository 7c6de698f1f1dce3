package io.sluice.kustomize.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.BuildError;
import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.HelmCharts;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelmStepTest {

    private static final BuildOptions ON = BuildOptions.DEFAULT.withHelm(true, null);
    private static final String CHART =
            "namePrefix: x-\nhelmCharts:\n- name: web\n  version: 1.0.0\n";
    private static final String GENERATOR =
            "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: h}\n";

    private static BuildResult build(BuildOptions options, String... files) {
        var tree = new TreeMap<String, String>();
        for (int i = 0; i < files.length; i += 2) {
            tree.put(files[i], files[i + 1]);
        }
        return new Kustomize().build(MemoryTree.ofText(tree), "/", options);
    }

    private static BuildError error(BuildResult result) {
        return ((BuildResult.Failed) result).error();
    }

    @Test
    void without_the_flag_the_text_is_that_of_the_reference() {
        assertThat(error(build(BuildOptions.DEFAULT, "kustomization.yaml", CHART)).message())
                .isEqualTo(
                        "trouble configuring builtin HelmChartInflationGenerator with config: `\n"
                                + "name: web\nversion: 1.0.0\n`: must specify --enable-helm");
        String old = "helmChartInflationGenerator: [{chartName: web}]\n";
        assertThat(error(build(BuildOptions.DEFAULT, "kustomization.yaml", old)).message())
                .endsWith("\nname: web\n`: must specify --enable-helm");
        assertThat(error(generator(BuildOptions.DEFAULT, "name: web\n")).message())
                .isEqualTo(
                        "loading generator plugins: failed to load generator: plugin"
                                + " HelmChartInflationGenerator.builtin.[noGrp]/h.[noNs] fails"
                                + " configuration: must specify --enable-helm");
    }

    private static BuildResult generator(BuildOptions options, String fields) {
        return build(
                options,
                "kustomization.yaml",
                "generators: [h.yaml]\n",
                "h.yaml",
                GENERATOR + fields);
    }

    @Test
    void with_the_flag_the_error_says_where_and_what_to_change() {
        for (var options : new BuildOptions[] {ON, BuildOptions.DEFAULT.withAlphaPlugins(true)}) {
            BuildError error = error(build(options, "kustomization.yaml", CHART));
            assertThat(error.message())
                    .endsWith(
                            "Helm charts are not supported yet: write what 'helm template' prints"
                                    + " for the chart 'web' to a file and list that under"
                                    + " 'resources' instead of the entry under 'helmCharts'");
            assertThat(error.file()).isEqualTo("/kustomization.yaml");
            assertThat(error.line()).isEqualTo(3);
            assertThat(error.field()).isEqualTo("helmCharts[0]");
        }
        BuildError error = error(generator(ON, "name: web\n"));
        assertThat(error.message()).contains("for the chart 'web'").contains("the generator");
        assertThat(error.file()).isEqualTo("/h.yaml");
    }

    @Test
    void a_chart_without_a_name_is_refused_as_by_the_reference() {
        String nameless = "helmCharts: [{releaseName: web}]\n";
        assertThat(error(build(ON, "kustomization.yaml", nameless)).message())
                .endsWith("`: chart name cannot be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"helmCharts: []\n", "helmGlobals: {chartHome: x}\n"})
    void no_chart_needs_no_flag(String field) {
        String map = "configMapGenerator: [{name: a}]\n";
        assertThat(build(BuildOptions.DEFAULT, "kustomization.yaml", field + map))
                .isInstanceOf(BuildResult.Built.class);
    }

    @Test
    void an_engine_for_charts_gets_the_entry_and_its_objects_are_built() {
        HelmCharts charts =
                request -> {
                    assertThat(request.chart())
                            .isEqualTo("{\"name\":\"web\",\"version\":\"1.0.0\"}");
                    assertThat(request.chartHome()).isEqualTo("charts");
                    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\n";
                };
        var options = BuildOptions.DEFAULT.withHelm(true, charts);
        var built = (BuildResult.Built) build(options, "kustomization.yaml", CHART);
        assertThat(built.yaml()).contains("name: x-made");
    }
}
