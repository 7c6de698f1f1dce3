package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is long, or applied to much, takes time in proportion or is refused.
class LongInputTest {

    private static final String OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n";

    /// What is long in one field must not take the square of its length, or is refused.
    @ParameterizedTest(name = "{0}")
    @MethodSource("long_fields")
    @Timeout(120)
    void a_long_field_is_built_or_refused_soon(String name, Map<String, String> files, String end) {
        long start = spent();
        var result = new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        assertThat(Duration.ofNanos(spent() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(
                        switch (result) {
                            case BuildResult.Built built -> built.yaml();
                            case BuildResult.Failed failed -> failed.error().message();
                        })
                .contains(end);
    }

    static Stream<Arguments> long_fields() {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n";
        String var = "- {name: v#, objref: {apiVersion: v1, kind: ConfigMap, name: x}}\n";
        String json = "patches:\n- {path: p.json, target: {kind: ConfigMap}}\n";
        return Stream.of(
                field("labels", many("labels:\n", "- pairs: {k#: v}\n"), "k99999: v"),
                field("commonLabels", many("commonLabels:\n", "  k#: v\n"), "k99999: v"),
                field("commonAnnotations", many("commonAnnotations:\n", "  k#: v\n"), "k99999: v"),
                field("vars", many("vars:\n", var), "name: x"),
                field(
                        "operations",
                        json,
                        "k99999: v",
                        "p.json",
                        many(
                                        "[{\"op\":\"add\",\"path\":\"/data\",\"value\":{}}",
                                        ",{\"op\":\"add\",\"path\":\"/data/k#\",\"value\":\"v\"}")
                                + "]"),
                field(
                        "a test of a map",
                        json,
                        "a: b",
                        "p.json",
                        many(
                                "- {op: add, path: /a, value: b}\n- op: test\n  path: /data\n  value:\n",
                                "    k#: v\n"),
                        "r.yaml",
                        many(OBJECT + "data:\n", "  k#: v\n")),
                field(
                        "elements",
                        "patches: [{path: p.yaml}]",
                        "name: b99999",
                        "r.yaml",
                        many(pod, "  - name: a#\n"),
                        "p.yaml",
                        many(pod, "  - name: b#\n")),
                field(
                        "images",
                        many("images:\n", "- {name: i#, newTag: t}\n"),
                        "name fewer images",
                        "r.yaml",
                        many(pod, "  - {name: c#, image: i#}\n")),
                field(
                        "generators",
                        many(
                                "configMapGenerator:\n",
                                "- {name: x, behavior: merge, literals: [k#=v]}\n"),
                        "let one generator make an object"),
                field(
                        "configurations",
                        "configurations: [c.yaml]",
                        "name: x",
                        "c.yaml",
                        many(
                                "nameReference:\n",
                                "- {kind: K#, fieldSpecs: [{kind: L#, path: a}]}\n")),
                field(
                        "field specs",
                        "configurations: [c.yaml]",
                        "name: x",
                        "c.yaml",
                        many("commonLabels:\n", "- {kind: K#, path: a}\n")));
    }

    private static Arguments field(String name, String text, String end, String... files) {
        var all = new TreeMap<>(Map.of("r.yaml", OBJECT));
        for (int file = 0; file < files.length; file += 2) {
            all.put(files[file], files[file + 1]);
        }
        all.put("kustomization.yaml", "resources: [r.yaml]\n" + text);
        return Arguments.of(name, all, end);
    }

    private static String many(String head, String each) {
        var text = new StringBuilder(head);
        for (int number = 0; number < 100_000; number++) {
            text.append(each.replace("#", "" + number));
        }
        return text.toString();
    }

    @Test
    @Timeout(60)
    void a_text_that_variables_blow_up_is_refused() {
        var files =
                Map.of(
                        "kustomization.yaml",
                        "resources: [r.yaml]\nvars: [{name: v, objref: {apiVersion: v1, kind: ConfigMap, name: x}, fieldref: {fieldpath: data.v}}]\n"
                                + "configurations: [c.yaml]",
                        "c.yaml",
                        "varReference: [{path: data/w}]",
                        "r.yaml",
                        OBJECT
                                + "data: {v: "
                                + "x".repeat(100_000)
                                + ", w: '"
                                + "$(v)-".repeat(100_000)
                                + "'}");
        assertThat(message(files, "/"))
                .contains("patches and replacements copy too much in one build");
    }

    private static BuildResult built(CharSequence kustomization, CharSequence resources) {
        var files =
                Map.of(
                        "kustomization.yaml",
                        kustomization.toString(),
                        "r.yaml",
                        resources.toString());
        return new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
    }

    /// 20,000 patches that add a key each to a map cost as much as that many keys.
    @Test
    @Timeout(60)
    void a_map_that_json_patches_grow_is_built() {
        var kustomization = new StringBuilder("resources: [r.yaml]\npatches:\n");
        for (int i = 0; i < 20_000; i++) {
            kustomization.append(
                    "- target: {kind: ConfigMap}\n  patch: '- {op: add, path: /data/%d, value: v}'\n"
                            .formatted(i));
        }
        assertThat(built(kustomization, OBJECT + "data: {a: b}\n"))
                .isInstanceOfSatisfying(
                        BuildResult.Built.class,
                        built -> assertThat(built.yaml()).contains("\n  \"19999\": v\n"));
    }

    /// 5,000 generators that merge into 3,000 objects, some of them twice.
    @Test
    @Timeout(60)
    void many_generators_that_merge_are_built() {
        var kustomization = new StringBuilder("resources: [b]\nconfigMapGenerator:\n");
        var objects = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            kustomization.append(
                    "- {name: x%d, behavior: merge, literals: [k%d=v]}\n".formatted(i % 3_000, i));
        }
        for (int i = 0; i < 3_000; i++) {
            objects.append(OBJECT.replace("name: x", "name: x" + i)).append("---\n");
        }
        var files =
                Map.of(
                        "kustomization.yaml",
                        kustomization.toString(),
                        "b/kustomization.yaml",
                        "resources: [r.yaml]",
                        "b/r.yaml",
                        objects.toString());
        var result = new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        BuildResult.Built.class,
                        built -> {
                            assertThat(built.resources()).hasSize(3_000);
                            assertThat(built.resources().getFirst().yaml())
                                    .contains("  k0: v\n  k3000: v\n");
                        });
    }

    /// What this thread has had of a processor, as others may be busy.
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String message(Map<String, String> files, String path) {
        var result = new Kustomize().build(MemoryTree.ofText(files), path, BuildOptions.DEFAULT);
        assertThat(result).isInstanceOf(BuildResult.Failed.class);
        return ((BuildResult.Failed) result).error().message();
    }
}
