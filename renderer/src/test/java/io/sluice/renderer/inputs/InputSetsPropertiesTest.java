package io.sluice.renderer.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.InputSet;
import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.FluxOverlay;
import io.sluice.kustomize.Inputs;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.Paths;
import io.sluice.renderer.samples.HashingTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Builds random trees, most of which fail for something that is not there, and looks again after
/// random changes.
final class InputSetsPropertiesTest {

    private static final int TREES = 150;
    private static final int CHANGES = 40;
    private static final List<String> DIRECTORIES = List.of("web", "base", "comp", "web/sub");
    private static final List<String> NAMES =
            List.of("a.yaml", "b.yaml", "kustomization.yaml", "Kustomization", "data.txt");

    /// A tree and what Flux would build it with, or the command line.
    record Case(long seed, Map<String, String> files, BuildOptions options) {

        HashingTree tree() {
            return HashingTree.of(files);
        }

        BuildResult build(Map<String, String> others) {
            return new Kustomize().build(HashingTree.of(others), "/web", options);
        }
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (long seed = 1; seed <= TREES; seed++) {
            var random = new Random(seed);
            var files = new TreeMap<String, String>();
            for (int i = 0; i < 8; i++) {
                add(files, path(random), random);
            }
            boolean flux = random.nextBoolean();
            cases.add(
                    new Case(
                            seed,
                            files,
                            flux ? BuildOptions.forFlux(FluxOverlay.NONE) : BuildOptions.DEFAULT));
        }
        return cases;
    }

    private static String path(Random random) {
        return DIRECTORIES.get(random.nextInt(DIRECTORIES.size()))
                + "/"
                + NAMES.get(random.nextInt(NAMES.size()));
    }

    private static void add(Map<String, String> files, String path, Random random) {
        if (path.endsWith("ustomization") || path.endsWith("kustomization.yaml")) {
            files.put(path, kustomization(path.startsWith("comp"), random));
        } else if (path.endsWith(".txt")) {
            files.put(path, "text " + random.nextInt(3));
        } else {
            files.put(
                    path,
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n"
                            .formatted("n" + random.nextInt(1000)));
        }
    }

    private static String kustomization(boolean component, Random random) {
        var text = new StringBuilder();
        if (component) {
            text.append("kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n");
        }
        List<String> lines =
                List.of(
                        "resources: [a.yaml]",
                        "resources: [a.yaml, ../base]",
                        "resources: [../base, sub]",
                        "resources: [gone/b.yaml]",
                        "components: [../comp]",
                        "configMapGenerator: [{name: g, files: [data.txt]}]",
                        "patches: [{path: b.yaml}]",
                        "namePrefix: p-");
        int first = random.nextInt(4);
        text.append(lines.get(first)).append('\n');
        if (random.nextBoolean()) {
            text.append(lines.get(4 + random.nextInt(4))).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_equal_set_means_an_equal_result(Case one) {
        BuildResult result = one.build(one.files());
        InputSet known = known(one, result);
        var random = new Random(one.seed());
        for (int i = 0; i < CHANGES; i++) {
            var changed = new TreeMap<>(one.files());
            if (random.nextInt(4) == 0) {
                changed.remove(path(random));
            } else {
                add(changed, path(random), random);
            }
            if (again(known, changed).equals(known)) {
                assertThat(shown(one.build(changed))).isEqualTo(shown(result));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatever_is_recorded_counts(Case one) {
        Inputs inputs = one.build(one.files()).inputs();
        InputSet known = known(one, one.build(one.files()));
        assertThat(again(known, one.files())).isEqualTo(known);
        for (String path : inputs.absent()) {
            assertThat(again(known, with(one.files(), path))).as(path).isNotEqualTo(known);
        }
        for (String directory : inputs.directories()) {
            String path = Paths.join(directory, "newcomer");
            assertThat(again(known, with(one.files(), path))).as(path).isNotEqualTo(known);
        }
        for (String path : inputs.files().keySet()) {
            assertThat(again(known, with(one.files(), path))).as(path).isNotEqualTo(known);
        }
    }

    private static InputSet known(Case one, BuildResult result) {
        return InputSets.of("engine", "spec", result.inputs(), one.tree(), List.of());
    }

    private static InputSet again(InputSet known, Map<String, String> files) {
        return InputSets.lookAgain(known, "engine", "spec", HashingTree.of(files), List.of());
    }

    private static Map<String, String> with(Map<String, String> files, String path) {
        var changed = new TreeMap<>(files);
        changed.put(path.substring(1), "something else");
        return changed;
    }

    private static String shown(BuildResult result) {
        return switch (result) {
            case BuildResult.Built built -> built.yaml() + built.warnings();
            case BuildResult.Failed failed -> failed.error().toString() + failed.warnings();
        };
    }
}
