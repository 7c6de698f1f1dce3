package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hundreds of patches of hundreds of objects are built; thousands of thousands are refused.
class ManyPatchesTest {

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: NAME, labels: {app: NAME, tier: web}}
            spec:
              replicas: 1
              selector: {matchLabels: {app: NAME}}
              template:
                metadata: {labels: {app: NAME}}
                spec:
                  serviceAccountName: NAME
                  containers:
                    - name: main
                      image: nginx:1.0
                      ports: [{containerPort: 80}]
                      env: [{name: A, value: b}, {name: C, value: d}]
                      resources: {limits: {cpu: 100m, memory: 64Mi}, requests: {cpu: 10m}}
                      volumeMounts: [{name: v, mountPath: /v}]
                  volumes: [{name: v, emptyDir: {}}]
            ---
            """;

    @ParameterizedTest
    @CsvSource({"200, 600, '{kind: Deployment}'", "100, 1000, '{labelSelector: tier=web}'"})
    @Timeout(120)
    void many_patches_of_many_objects_are_built(int patches, int objects, String target) {
        String spec = "template: {spec: {containers: [{name: main, image: 'nginx:#'}]}}";
        assertThat(patched(patches, objects, target, spec)).isInstanceOf(BuildResult.Built.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: 1#",
                "template: {spec: {containers: [{name: main, image: 'nginx:#'}]}}"
            })
    @Timeout(60)
    void too_many_patches_of_too_many_objects_are_refused(String spec) {
        long start = spent();
        assertThat(patched(1_000, 3_000, "{kind: Deployment}", spec))
                .isInstanceOfSatisfying(
                        BuildResult.Failed.class,
                        failed ->
                                assertThat(failed.error().message())
                                        .contains("the selectors and patches of one build do too"));
        assertThat(Duration.ofNanos(spent() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"200, 600, '{kind: Deployment}'", "100, 1000, '{labelSelector: tier=web}'"})
    @Timeout(120)
    void many_json_patches_of_many_objects_are_built(int patches, int objects, String target) {
        assertThat(jsonPatched(patches, objects, target))
                .isInstanceOfSatisfying(
                        BuildResult.Built.class,
                        built ->
                                assertThat(built.resources())
                                        .allSatisfy(
                                                resource ->
                                                        assertThat(resource.yaml())
                                                                .contains(
                                                                        "nginx:" + (patches - 1))));
    }

    @Test
    @Timeout(60)
    void too_many_json_patches_of_too_many_objects_are_refused() {
        long start = spent();
        assertThat(jsonPatched(1_000, 3_000, "{kind: Deployment}"))
                .isInstanceOfSatisfying(
                        BuildResult.Failed.class,
                        failed ->
                                assertThat(failed.error().message())
                                        .contains("the selectors and patches of one build do too"));
        assertThat(Duration.ofNanos(spent() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static BuildResult jsonPatched(int patches, int objects, String target) {
        var kustomization = new StringBuilder("resources: [r.yaml]\npatches:\n");
        for (int i = 0; i < patches; i++) {
            kustomization.append(jsonPatch(target, i));
        }
        return built(kustomization, deployments(objects));
    }

    private static String jsonPatch(String target, int number) {
        return "- target: %s\n  patch: |-\n    - {op: replace, path: /spec/template/spec/containers/0/image, value: 'nginx:%d'}\n"
                .formatted(target, number);
    }

    private static StringBuilder deployments(int count) {
        var resources = new StringBuilder();
        for (int i = 0; i < count; i++) {
            resources.append(DEPLOYMENT.replace("NAME", "app-" + i));
        }
        return resources;
    }

    private static BuildResult patched(int patches, int objects, String target, String spec) {
        var kustomization = new StringBuilder("resources: [r.yaml]\npatches:\n");
        for (int i = 0; i < patches; i++) {
            kustomization.append(patch(target, spec, i));
        }
        return built(kustomization, deployments(objects));
    }

    private static String patch(String target, String spec, int number) {
        String head = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {";
        return "- target: %s\n  patch: |-\n    ".formatted(target)
                + head
                + spec.replace("#", "" + number)
                + "}}\n";
    }

    /// Each patch leaves a note in each object, which all objects share.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(120)
    void many_patches_are_noted_in_many_objects(boolean json) {
        var kustomization =
                new StringBuilder(
                        "buildMetadata: [originAnnotations, transformerAnnotations]\nresources: [r.yaml]\npatches:\n");
        for (int i = 0; i < 200; i++) {
            kustomization.append(
                    json
                            ? jsonPatch("{kind: Deployment}", i)
                            : patch("{kind: Deployment}", "replicas: #", i));
        }
        assertThat(built(kustomization, deployments(600)))
                .isInstanceOfSatisfying(
                        BuildResult.Built.class,
                        built ->
                                assertThat(built.resources())
                                        .hasSize(600)
                                        .allSatisfy(
                                                resource ->
                                                        assertThat(
                                                                        resource.yaml()
                                                                                .split(
                                                                                        "kind: PatchTransformer\n",
                                                                                        -1))
                                                                .hasSize(201)));
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

    /// What this thread has had of a processor, as others may be busy.
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
