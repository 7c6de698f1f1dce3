package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FluxOverlayTest {

    private static final String CONFIG_MAP =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: cm
            """;

    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: pod
            spec:
              containers:
              - name: a
                image: nginx:1
            """;

    private static FluxOverlay overlay(
            String namespace,
            List<FluxOverlay.Patch> patches,
            List<FluxOverlay.Image> images,
            List<String> components) {
        return new FluxOverlay(
                namespace,
                "",
                "",
                patches,
                images,
                components,
                true,
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                (path, directory) -> path.endsWith("ignored.yaml"));
    }

    private static BuildResult build(Map<String, String> files, String path, FluxOverlay overlay) {
        return new Kustomize().build(MemoryTree.ofText(files), path, BuildOptions.forFlux(overlay));
    }

    private static BuildResult.Built built(BuildResult result) {
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        return (BuildResult.Built) result;
    }

    @Test
    void a_directory_without_a_kustomization_gets_one() {
        var files =
                Map.of(
                        "apps/b.yaml",
                        CONFIG_MAP,
                        "apps/sub/pod.yml",
                        POD,
                        "apps/ignored.yaml",
                        "not: [yaml",
                        "apps/notes.txt",
                        "hello",
                        "apps/own/kustomization.yaml",
                        "resources: [x.yaml]",
                        "apps/own/x.yaml",
                        CONFIG_MAP.replace("cm", "own"));
        var result = built(build(files, "/apps", overlay("prod", List.of(), List.of(), List.of())));
        assertThat(result.resources())
                .extracting(BuiltResource::name)
                .containsExactly("cm", "own", "pod");
        assertThat(result.resources()).extracting(BuiltResource::namespace).containsOnly("prod");
        assertThat(result.inputs().directories()).contains("/apps", "/apps/sub");
        assertThat(result.inputs().absent()).contains("/apps/kustomization.yaml");
    }

    @Test
    void an_empty_directory_builds_nothing() {
        var result = built(build(Map.of("apps/x.txt", ""), "/apps", FluxOverlay.NONE));
        assertThat(result.resources()).isEmpty();
    }

    @Test
    void patches_images_and_components_are_added() {
        var patch =
                new FluxOverlay.Patch(
                        "[{\"op\": \"add\", \"path\": \"/metadata/labels\", \"value\": {\"a\": \"b\"}}]",
                        new FluxOverlay.Target("", "", "Pod", "", "", "", ""));
        var overlay =
                overlay(
                        "",
                        List.of(patch),
                        List.of(new FluxOverlay.Image("nginx", "", "2", "")),
                        List.of("../missing"));
        var files =
                Map.of(
                        "k/kustomization.yaml",
                        "unknown: x\nresources: [p.yaml]\nimages: [{name: nginx, newName: mirror/nginx}]",
                        "k/p.yaml",
                        POD);
        var result = built(build(files, "/k", overlay));
        assertThat(result.yaml()).contains("image: mirror/nginx:2").contains("a: b");
    }

    @Test
    void common_metadata_is_set_on_everything() {
        var overlay = FluxOverlay.NONE.withCommonMetadata(Map.of("l", "1"), Map.of("note", "true"));
        var result = built(build(Map.of("k/p.yaml", POD), "/k", overlay));
        assertThat(result.yaml()).contains("l: \"1\"").contains("note: \"true\"");
    }

    @Test
    void a_file_that_is_no_manifest_is_named() {
        var result = build(Map.of("k/p.yaml", "a: [b\n"), "/k", FluxOverlay.NONE);
        assertThat(result).isInstanceOf(BuildResult.Failed.class);
        var error = ((BuildResult.Failed) result).error();
        assertThat(error.file()).isEqualTo("/k/p.yaml");
        assertThat(error.line()).isPositive();
        assertThat(((BuildResult.Failed) result).inputs().files()).containsKey("/k/p.yaml");
    }
}
