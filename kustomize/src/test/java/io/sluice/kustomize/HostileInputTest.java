package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

    private static final String DOUBLING =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, annotations: {t: abc}}\ndata: {k: {}}\n";

    private static final String HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n";

    static Stream<Arguments> inputs() {
        var bomb = new StringBuilder(HEAD + "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(8) + alias));
        }
        return Stream.of(
                Arguments.of("an alias bomb", bomb.toString()),
                Arguments.of("brackets without end", HEAD + "d: " + "[".repeat(1_000_000)),
                Arguments.of("deep braces", HEAD + "d: " + "{a: ".repeat(100_000)),
                Arguments.of("an anchor in itself", HEAD + "d: &a [*a]\n"),
                Arguments.of("deep block lists", HEAD + "d:\n " + "- ".repeat(50_000) + "x\n"),
                Arguments.of("too many nodes", HEAD + "d: [" + "a,".repeat(1_500_000) + "]\n"),
                Arguments.of("too many objects", (HEAD + "---\n").repeat(30_000)),
                Arguments.of("a long key", HEAD + "? " + "k".repeat(100_000) + "\n: [\n"),
                Arguments.of(
                        "too many nodes in deep brackets",
                        HEAD + "d: " + "[".repeat(480) + "a,".repeat(1_500_000)),
                Arguments.of("nul", HEAD + "d: \0\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    @Timeout(60)
    void is_refused_soon(String name, String text) {
        var files = Map.of("kustomization.yaml", "resources: [r.yaml]", "r.yaml", text);
        long start = System.nanoTime();
        var result = new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        assertThat(result).isInstanceOf(BuildResult.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    @Timeout(60)
    void a_regular_expression_takes_linear_time(String expression) {
        String name = "a".repeat(200) + "!";
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches: [{patch: '[]', target: {name: '"
                                + expression
                                + "'}}]",
                        "r.yaml",
                        HEAD.replace("name: x", "name: \"" + name + "\""));
        long start = System.nanoTime();
        new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.*-#", ".*x#.*y", "obj-#.*", "o.+x#"})
    @Timeout(60)
    void many_expressions_that_match_little_are_matched(String name) {
        long start = System.nanoTime();
        assertThat(matched(name)).isInstanceOf(BuildResult.Built.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"obj-0|x#", "(o|b|j|-|[0-9#])+", ".*"})
    @Timeout(60)
    void many_expressions_that_match_much_are_refused(String name) {
        long start = System.nanoTime();
        assertThat(matched(name))
                .isInstanceOfSatisfying(
                        BuildResult.Failed.class,
                        failed ->
                                assertThat(failed.error().message())
                                        .contains("the selectors and patches of one build do too"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /// 2,000 patches, each for the names of one expression, over 3,000 objects.
    private static BuildResult matched(String name) {
        var patches = new StringBuilder("resources: [r.yaml]\npatches:\n");
        for (int i = 0; i < 2_000; i++) {
            patches.append("- target: {name: '%s'}\n".formatted(name.replace("#", "" + i)));
            patches.append("  patch: '- {op: add, path: /data, value: {k: v}}'\n");
        }
        var objects = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            objects.append(HEAD.replace("name: x", "name: obj-" + i)).append("---\n");
        }
        var files = Map.of("kustomization.yaml", patches.toString(), "r.yaml", objects.toString());
        return new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
    }

    static Stream<String> expressions() {
        return Stream.of("(a+)+b", "(a|a)*c", "((a{1,100}){1,10})d", "(.*)*x");
    }

    @Test
    @Timeout(60)
    void bases_that_double_are_refused() {
        var files = new TreeMap<String, String>();
        files.put("k0/kustomization.yaml", "resources: [r.yaml]");
        files.put("k0/r.yaml", HEAD);
        for (int i = 1; i < 30; i++) {
            files.put("k%d/kustomization.yaml".formatted(i), "resources: [a, b]");
            for (String half : List.of("a", "b")) {
                files.put(
                        "k%d/%s/kustomization.yaml".formatted(i, half),
                        "resources: [../../k%d]\nnamePrefix: %s-".formatted(i - 1, half));
            }
        }
        assertThat(message(files, "/k29")).contains("the build opens too many bases");
    }

    @ParameterizedTest
    @MethodSource("doublings")
    @Timeout(60)
    void what_doubles_itself_is_refused(String kustomization) {
        var files = Map.of("kustomization.yaml", kustomization, "r.yaml", DOUBLING);
        assertThat(message(files, "/"))
                .contains("patches and replacements copy too much in one build");
    }

    static Stream<String> doublings() {
        var patch =
                new StringBuilder(
                        "resources: [r.yaml]\npatches:\n- target: {kind: ConfigMap}\n  patch: |\n");
        var nodes = new StringBuilder("resources: [r.yaml]\nreplacements:\n");
        var text = new StringBuilder(nodes);
        String replacement =
                """
                - source: {kind: ConfigMap, name: x, fieldPath: %s}
                  targets: [{select: {name: x}, fieldPaths: [%s], options: %s}]
                """;
        for (int i = 0; i < 60; i++) {
            patch.append("    - {op: copy, from: /data, path: /data/a%d}\n".formatted(i));
            nodes.append(replacement.formatted("data", "data.a" + i, "{create: true}"));
            text.append(
                    replacement.formatted(
                            "metadata.annotations.t",
                            "metadata.annotations.t",
                            "{delimiter: \"-\", index: 99}"));
        }
        return Stream.of(patch.toString(), nodes.toString(), text.toString());
    }

    /// Definitions that each name the next one twice, 40 in a row.
    @Test
    @Timeout(60)
    void definitions_that_refer_to_each_other_in_too_many_ways_are_refused() {
        var crds =
                new StringBuilder(
                        "t.K: {Schema: {properties: {apiVersion: {}, kind: {}, metadata: {}, spec: {$ref: s0}}}}\n");
        for (int i = 0; i < 40; i++) {
            crds.append(
                    "s%d: {Schema: {properties: {a: {$ref: s%d}, b: {$ref: s%d}}}}\n"
                            .formatted(i, i + 1, i + 1));
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\ncrds: [c.yaml]",
                        "c.yaml",
                        crds.toString(),
                        "r.yaml",
                        HEAD);
        assertThat(message(files, "/")).contains("refer to each other in too many ways");
    }

    @Test
    @Timeout(60)
    void selectors_of_objects_with_many_annotations_are_refused() {
        var annotations = new StringBuilder("k: v");
        for (int i = 0; i < 1_000; i++) {
            annotations.append(", k%d: v".formatted(i));
        }
        var objects = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            objects.append(
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x%d, annotations: {%s}}\n---\n"
                            .formatted(i, annotations));
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n"
                                + "- {target: {annotationSelector: a=b}, patch: '[]'}\n"
                                        .repeat(1_000),
                        "r.yaml",
                        objects.toString());
        assertThat(message(files, "/")).contains("the selectors and patches of one build do too");
    }

    @Test
    @Timeout(60)
    void a_patch_that_the_limits_stop_is_not_called_unparseable() {
        var patch = new StringBuilder(HEAD).append("data:\n");
        for (int i = 0; i < 250_000; i++) {
            patch.append("  k%d: v\n".formatted(i));
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n" + "- {path: p.yaml}\n".repeat(3),
                        "p.yaml",
                        patch.toString(),
                        "r.yaml",
                        HEAD);
        assertThat(message(files, "/"))
                .contains("too many nodes in one build")
                .doesNotContain("unable to parse SM or JSON patch");
    }

    private static String message(Map<String, String> files, String path) {
        var result = new Kustomize().build(MemoryTree.ofText(files), path, BuildOptions.DEFAULT);
        assertThat(result).isInstanceOf(BuildResult.Failed.class);
        return ((BuildResult.Failed) result).error().message();
    }
}
