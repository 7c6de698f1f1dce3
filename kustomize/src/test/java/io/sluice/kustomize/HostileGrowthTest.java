package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done to many objects, or makes much of little, is refused before it fills the memory.
class HostileGrowthTest {

    private static final String HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    @Timeout(60)
    void what_may_mean_many_objects_of_one_name_is_refused(String name, String kustomization) {
        long start = System.nanoTime();
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\n" + kustomization,
                        "r.yaml",
                        sameName(4_000, "apiVersion: apps/v1\nkind: Deployment\n")
                                + sameName(4_000, "apiVersion: v1\nkind: ConfigMap\n"));
        assertThat(message(files, "/")).contains("of one build do too much");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /// 10,000 namespaces with an object each, to which another in the same namespace refers.
    @Test
    @Timeout(60)
    void references_to_many_objects_of_one_name_are_followed_within_the_namespace() {
        var objects = new StringBuilder(sameName(10_000, "apiVersion: v1\nkind: ConfigMap\n"));
        for (int i = 0; i < 10_000; i++) {
            objects.append(
                    "apiVersion: v1\nkind: Pod\nmetadata: {name: p%d, namespace: n%d}\n"
                            .formatted(i, i));
            objects.append("spec: {volumes: [{name: v, configMap: {name: x}}]}\n---\n");
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\nnamePrefix: a-\n",
                        "r.yaml",
                        objects.toString());
        long start = System.nanoTime();
        var result = new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        BuildResult.Built.class,
                        built -> assertThat(built.yaml()).doesNotContain("name: x\n"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @Timeout(60)
    void kinds_of_references_without_end_are_refused() {
        var config = new StringBuilder("nameReference:\n");
        for (int i = 0; i < 20_000; i++) {
            config.append("- {kind: K%d, fieldSpecs: [{path: data/a}]}\n".formatted(i));
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\nconfigurations: [c.yaml]",
                        "c.yaml",
                        config.toString(),
                        "r.yaml",
                        sameName(3_000, "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n"));
        assertThat(message(files, "/")).contains("the references, variables, replicas and");
    }

    private static String sameName(int count, String type) {
        var objects = new StringBuilder();
        for (int i = 0; i < count; i++) {
            objects.append(type).append("metadata: {name: x, namespace: n%d}\n---\n".formatted(i));
        }
        return objects.toString();
    }

    /// Entries that each mean one of 4,000 objects of the same name.
    static Stream<Arguments> references() {
        var vars = new StringBuilder("vars:\n");
        var replicas = new StringBuilder("replicas:\n");
        var replacements = new StringBuilder("replacements:\n");
        for (int i = 0; i < 4_000; i++) {
            vars.append("- {name: v%d, objref: {apiVersion: v1, kind: ConfigMap, ".formatted(i))
                    .append("name: x, namespace: n%d}}\n".formatted(i));
            replicas.append("- {name: x, count: 3}\n");
            replacements
                    .append("- source: {kind: ConfigMap, name: x, namespace: n%d}\n".formatted(i))
                    .append("  targets: [{select: {kind: Secret}, fieldPaths: [data.a]}]\n");
        }
        return Stream.of(
                Arguments.of("vars", vars.toString()),
                Arguments.of("replicas", replicas.toString()),
                Arguments.of("replacements", replacements.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configMapGenerator: [{name: x, files: [a, b=a]}]",
                "secretGenerator: [{name: x, files: [a]}]"
            })
    @Timeout(60)
    void generators_of_too_much_data_are_refused(String kustomization) {
        var files = Map.of("kustomization.yaml", kustomization, "a", "x y z\n".repeat(2_500_000));
        assertThat(message(files, "/")).contains("the generators of one build read more than");
    }

    /// 3,000 objects that get 1,000 annotations, labels or other fields each.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "commonAnnotations: {#}",
                "labels: [{pairs: {#}}]",
                "patches: [{target: {kind: ConfigMap}, patch: '{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {#}}'}]",
                "patches: [{target: {kind: ConfigMap}, patch: '[{\"op\": \"add\", \"path\": \"/data\", \"value\": {#}}]'}]"
            })
    @Timeout(60)
    void more_than_fits_into_memory_is_refused(String kustomization) {
        var pairs = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            pairs.append(i == 0 ? "" : ", ").append("\"k%d\": \"v\"".formatted(i));
        }
        var objects = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            objects.append(HEAD.replace("name: x", "name: x" + i)).append("---\n");
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\n" + kustomization.replace("#", pairs),
                        "r.yaml",
                        objects.toString());
        assertThat(message(files, "/")).contains("makes too many nodes in one build");
    }

    /// 1,000 fields that are made in each of 1,000 objects, each in a map of its own.
    @ParameterizedTest
    @ValueSource(strings = {"namespace", "namePrefix", "commonLabels"})
    @Timeout(60)
    void fields_made_by_specs_without_end_are_refused(String field) {
        String value = field.equals("commonLabels") ? "{k: v}" : "v";
        assertThat(message(specs(1_000, ", create: true", 1_000, field, value), "/"))
                .contains("makes too many nodes in one build");
    }

    /// 4,000 fields that are looked for in each of 4,000 objects.
    @ParameterizedTest
    @ValueSource(strings = {"namespace", "namePrefix", "images"})
    @Timeout(60)
    void specs_without_end_are_refused(String field) {
        String value = field.equals("images") ? "[{name: a, newTag: b}]" : "v";
        assertThat(message(specs(4_000, "", 4_000, field, value), "/"))
                .contains("the entries of one build do too much");
    }

    private static Map<String, String> specs(
            int specs, String create, int objects, String field, String value) {
        var config = new StringBuilder(field + ":\n");
        for (int i = 0; i < specs; i++) {
            config.append("- {path: data/a%d/b%s}\n".formatted(i, create));
        }
        return Map.of(
                "kustomization.yaml",
                "resources: [r.yaml]\nconfigurations: [c.yaml]\n%s: %s\n".formatted(field, value),
                "c.yaml",
                config.toString(),
                "r.yaml",
                objects(objects));
    }

    private static String objects(int count) {
        var objects = new StringBuilder();
        for (int i = 0; i < count; i++) {
            objects.append(HEAD.replace("name: x", "name: x" + i)).append("---\n");
        }
        return objects.toString();
    }

    /// 40 components that each make the names of 1,000 objects 60 characters longer.
    @Test
    @Timeout(60)
    void names_that_objects_had_without_end_are_refused() {
        var files = new TreeMap<String, String>();
        var kustomization = new StringBuilder("resources: [r.yaml]\ncomponents:\n");
        for (int i = 0; i < 40; i++) {
            kustomization.append("- c%d\n".formatted(i));
            files.put(
                    "c%d/kustomization.yaml".formatted(i),
                    "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: "
                            + "p".repeat(60));
        }
        files.put("kustomization.yaml", kustomization.toString());
        files.put("r.yaml", objects(1_000));
        assertThat(message(files, "/")).contains("the former names of the objects of one build");
    }

    @Test
    @Timeout(60)
    void control_characters_count_as_they_are_printed() {
        var files =
                Map.of(
                        "kustomization.yaml",
                        "configMapGenerator: [{name: x, files: [a]}]",
                        "a",
                        "\u0001".repeat(5_000_000));
        assertThat(message(files, "/")).contains("control characters six times");
    }

    /// As YAML they are shorter than as JSON.
    @Test
    @Timeout(60)
    void what_is_too_long_in_json_is_not_printed() {
        String data = "data: {a: \"" + "\\x01".repeat(3_900_000) + "\"}\n";
        var files = new TreeMap<String, String>();
        files.put("kustomization.yaml", "resources: [r0.yaml, r1.yaml, r2.yaml]");
        for (int i = 0; i < 3; i++) {
            files.put("r%d.yaml".formatted(i), HEAD.replace("name: x", "name: x" + i) + data);
        }
        assertThat(message(files, "/")).contains("the build prints more than");
    }

    /// A comment is read once, but 200,000 different ones are too many.
    @ParameterizedTest
    @ValueSource(strings = {"", "#"})
    @Timeout(60)
    void schemas_in_comments_without_end_are_refused(String number) {
        var object = new StringBuilder(HEAD + "data:\n");
        for (int i = 0; i < 200_000; i++) {
            object.append(
                    "  k%d: v # {\"type\":\"s%s\"}\n".formatted(i, number.replace("#", "" + i)));
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches: [{patch: '"
                                + "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {k: v}}'}]",
                        "r.yaml",
                        object.toString());
        var result = new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        if (number.isEmpty()) {
            assertThat(result).isInstanceOf(BuildResult.Built.class);
        } else {
            assertThat(message(files, "/")).contains("the selectors and patches of one build do");
        }
    }

    private static String message(Map<String, String> files, String path) {
        var result = new Kustomize().build(MemoryTree.ofText(files), path, BuildOptions.DEFAULT);
        assertThat(result).isInstanceOf(BuildResult.Failed.class);
        return ((BuildResult.Failed) result).error().message();
    }
}
