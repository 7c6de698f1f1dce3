package io.sluice.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Declarations.Ready;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each bad input ends in the right condition and reason on the right object, and in nothing else.
@Tag("end-to-end")
@ExtendWith(GoodStatuses.class)
final class BadInputIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Sandbox SANDBOX = SharedSandbox.sandbox();
    private static final Declarations DECLARATIONS = new Declarations(SANDBOX.cluster().client());

    @BeforeAll
    static void healthyNeighbour() {
        try (WorkingCopy copy = repository("neighbour")) {
            copy.write("deploy/config.yaml", config("neighbour", "fine"));
            copy.commitAndPush("A neighbour who does nothing wrong");
            declare("neighbour", "./deploy");
            await("neighbour", "True", "Applied revision");
        }
    }

    @Test
    void an_unreachable_remote_is_said_on_the_source() {
        DECLARATIONS.declare("unreachable", "http://127.0.0.1:9/nothing.git", "./deploy");
        Ready source = awaitSource("unreachable", "False", "");
        assertThat(source.reason()).isEqualTo("GitOperationFailed");
        assertThat(await("unreachable", "False", "").reason()).isEqualTo("ArtifactFailed");
        assertNeighbour();
    }

    @Test
    void a_branch_that_does_not_exist_is_said_on_the_source() {
        try (WorkingCopy copy = repository("branch")) {
            copy.write("deploy/config.yaml", config("branch", "fine"));
            copy.commitAndPush("Only main");
            DECLARATIONS.declare("branch", url("branch"), "./deploy");
            DECLARATIONS.apply(
                    """
                    apiVersion: source.toolkit.fluxcd.io/v1
                    kind: GitRepository
                    metadata: {name: branch, namespace: flux-system}
                    spec: {interval: 1m, url: "%s", ref: {branch: nowhere}}
                    """
                            .formatted(url("branch")));
            Ready source = awaitSource("branch", "False", "nowhere");
            assertThat(source.reason()).isEqualTo("GitOperationFailed");
        }
        assertNeighbour();
    }

    @Test
    void broken_yaml_names_file_and_line() {
        try (WorkingCopy copy = repository("broken")) {
            copy.write("deploy/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: [1, 2\n");
            copy.commitAndPush("Break it");
            declare("broken", "./deploy");
            Ready unit = await("broken", "False", "config.yaml");
            assertThat(unit.reason()).isEqualTo("BuildFailed");
            assertThat(unit.message()).containsPattern("line \\d+|config.yaml:\\d+");
        }
        assertNeighbour();
    }

    @Test
    void a_path_that_does_not_exist_is_said_on_the_unit() {
        try (WorkingCopy copy = repository("path")) {
            copy.write("deploy/config.yaml", config("path", "fine"));
            copy.commitAndPush("Elsewhere");
            declare("path", "./no/such/path");
            Ready unit = await("path", "False", "no/such/path");
            assertThat(unit.reason()).isEqualTo("ArtifactFailed");
            assertThat(awaitSource("path", "True", "").status()).isEqualTo("True");
        }
        assertNeighbour();
    }

    @Test
    void an_object_the_api_server_rejects_is_named_and_repaired_by_the_next_commit() {
        try (WorkingCopy copy = repository("rejected")) {
            copy.write("deploy/config.yaml", config("rejected", "fine"));
            copy.write(
                    "deploy/service.yaml",
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: rejected, namespace: default}
                    spec: {ports: [{port: 70000}]}
                    """);
            copy.commitAndPush("A port that does not exist");
            declare("rejected", "./deploy");
            Ready unit = await("rejected", "False", "Service/default/rejected");
            assertThat(unit.reason()).isEqualTo("ReconciliationFailed");
            assertThat(unit.message()).contains("70000");
            copy.replace("deploy/service.yaml", "70000", "7000");
            copy.commitAndPush("A port that exists");
            DECLARATIONS.requestSource("rejected");
            await("rejected", "True", copy.revision());
        }
        assertNeighbour();
    }

    @Test
    void whoever_waits_for_a_kind_that_is_not_served_says_so_and_does_not_wait() {
        try (WorkingCopy copy = repository("unserved")) {
            copy.write(
                    "deploy/release.yaml",
                    """
                    apiVersion: helm.toolkit.fluxcd.io/v2
                    kind: HelmRelease
                    metadata: {name: unserved, namespace: flux-system}
                    spec:
                      interval: 10m
                      chart:
                        spec:
                          chart: unserved
                          sourceRef: {kind: HelmRepository, name: unserved}
                    """);
            copy.commitAndPush("A chart that nobody installs");
            declare("unserved", "./deploy");
            DECLARATIONS.apply(
                    """
                    apiVersion: kustomize.toolkit.fluxcd.io/v1
                    kind: Kustomization
                    metadata: {name: unserved, namespace: flux-system}
                    spec:
                      interval: 10m
                      timeout: 10m
                      prune: true
                      wait: true
                      path: ./deploy
                      sourceRef: {kind: GitRepository, name: unserved}
                    """);
            Ready unit = await("unserved", "False", "does not serve the kind HelmRelease yet");
            assertThat(unit.reason()).isEqualTo("HealthCheckFailed");
        }
        assertNeighbour();
    }

    @Test
    void a_unit_of_a_source_that_is_not_served_says_so() {
        DECLARATIONS.apply(
                """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata: {name: image, namespace: flux-system}
                spec: {interval: 10m, url: "oci://registry.example.com/image"}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: image, namespace: flux-system}
                spec:
                  interval: 10m
                  prune: true
                  sourceRef: {kind: OCIRepository, name: image}
                """);
        Ready unit = await("image", "False", "OCIRepository is not supported yet");
        assertThat(unit.reason()).isEqualTo("ArtifactFailed");
        assertNeighbour();
    }

    private static void assertNeighbour() {
        assertThat(DECLARATIONS.unit("neighbour"))
                .map(Ready::status)
                .as("the neighbour is left alone")
                .contains("True");
    }

    private static WorkingCopy repository(String name) {
        URI url = SANDBOX.git().createRepository(name);
        Path directory = SANDBOX.directory().resolve("copies").resolve(name);
        return WorkingCopy.create(directory, url);
    }

    private static String url(String name) {
        return SANDBOX.git().url(name).toString();
    }

    private static void declare(String name, String path) {
        DECLARATIONS.declare(name, url(name), path);
    }

    private static Ready await(String unit, String status, String text) {
        Patience.until(
                System.nanoTime(),
                LIMIT,
                () -> says(DECLARATIONS.unit(unit), status, text),
                () -> unit + " says " + DECLARATIONS.unit(unit));
        return DECLARATIONS.unit(unit).orElseThrow();
    }

    private static Ready awaitSource(String source, String status, String text) {
        Patience.until(
                System.nanoTime(),
                LIMIT,
                () -> says(DECLARATIONS.source(source), status, text),
                () -> source + " says " + DECLARATIONS.source(source));
        return DECLARATIONS.source(source).orElseThrow();
    }

    private static boolean says(java.util.Optional<Ready> ready, String status, String text) {
        return ready.filter(each -> each.status().equals(status) && each.message().contains(text))
                .isPresent();
    }

    private static String config(String name, String value) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: default}
        data: {value: %s}
        """
                .formatted(name, value);
    }
}
