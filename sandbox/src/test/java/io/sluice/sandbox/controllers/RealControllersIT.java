package io.sluice.sandbox.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.controlplane.Controllers;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.WorkingCopy;
import io.sluice.sandbox.process.WorkDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What Kubernetes' own controllers make of what is applied: pods that become ready or never do,
/// children that are collected, namespaces that end.
@Tag("end-to-end")
@EnabledIfSystemProperty(named = "sluice.long", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealControllersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path FOLDER = Path.of("target", "real-controllers");

    private final Sandbox sandbox;
    private final Controllers controllers;
    private final KubernetesClient client;
    private final Declarations declarations;

    RealControllersIT() {
        WorkDirectory.delete(FOLDER);
        Path home = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        sandbox =
                Sandbox.start(
                        SandboxOptions.of(home)
                                .in(FOLDER)
                                .reportingTo(line -> System.out.println("  " + line)));
        controllers =
                Controllers.start(
                        sandbox.controlPlane().orElseThrow(),
                        line -> System.out.println("  " + line));
        client = sandbox.cluster().client();
        declarations = new Declarations(client);
    }

    @BeforeAll
    void areThere() {
        assertThat(controllers.children()).allMatch(child -> child.isAlive());
    }

    @AfterAll
    void stop() {
        controllers.close();
        sandbox.close();
    }

    @Test
    void a_unit_is_ready_with_its_pods_and_gone_with_its_namespace() {
        try (WorkingCopy copy =
                declare("shop", "deletionPolicy: WaitForTermination", deployment(""))) {
            awaitReady("shop", copy);
        }
        var status =
                client.apps().deployments().inNamespace("shop").withName("web").get().getStatus();
        assertThat(status.getAvailableReplicas()).isEqualTo(2);
        assertThat(pods("shop")).isEqualTo(2);

        kustomization("shop").delete();
        await("shop to be gone", () -> kustomization("shop").get() == null);

        assertThat(client.namespaces().withName("shop").get()).isNull();
        assertThat(pods("shop")).isZero();
        assertThat(client.apps().replicaSets().inNamespace("shop").list().getItems()).isEmpty();
    }

    @Test
    void what_leaves_git_goes_with_all_that_controllers_made_of_it() {
        try (WorkingCopy copy = declare("leaving", "", deployment(""))) {
            awaitReady("leaving", copy);
            assertThat(pods("leaving")).isEqualTo(2);
            copy.write("app/web.yaml", namespace("leaving"));
            copy.commitAndPush("Remove the deployment");
            declarations.requestSource("leaving");
            awaitReady("leaving", copy);
        }
        await("the pods to be collected", () -> pods("leaving") == 0);
        assertThat(client.namespaces().withName("leaving").get()).isNotNull();
    }

    @Test
    void a_deployment_that_exceeds_its_deadline_fails_its_unit_before_the_timeout() {
        try (WorkingCopy _ = declare("stuck", "", deployment("nodeSelector: {no: where}"))) {
            await(
                    "stuck to fail",
                    () ->
                            declarations
                                    .unit("stuck")
                                    .filter(ready -> ready.status().equals("False"))
                                    .isPresent());
        }
        var ready = declarations.unit("stuck").orElseThrow();
        assertThat(ready.reason()).isEqualTo("HealthCheckFailed");
        assertThat(ready.message()).contains("Deployment/stuck/web");
    }

    private WorkingCopy declare(String name, String spec, String deployment) {
        URI url = sandbox.git().createRepository(name);
        WorkingCopy copy = WorkingCopy.create(FOLDER.resolve(name), url);
        copy.write("app/web.yaml", namespace(name) + "---\n" + deployment.formatted(name));
        copy.commitAndPush("Begin " + name);
        declarations.declareNamespace(Declarations.NAMESPACE);
        declarations.declareSource(Declarations.NAMESPACE, name, url.toString(), "1h");
        declarations.declareUnit(
                Declarations.NAMESPACE,
                name,
                name,
                """
                interval: 1h
                timeout: 5m
                wait: true
                path: ./app
                %s
                """
                        .formatted(spec));
        return copy;
    }

    private void awaitReady(String name, WorkingCopy copy) {
        await(
                name + " to be ready",
                () ->
                        declarations
                                .unit(name)
                                .filter(ready -> ready.at(copy.revision()))
                                .isPresent());
    }

    private void await(String what, BooleanSupplier condition) {
        Patience.until(System.nanoTime(), LIMIT, condition, () -> what);
    }

    private int pods(String namespace) {
        return client.pods().inNamespace(namespace).list().getItems().size();
    }

    private Resource<GenericKubernetesResource> kustomization(String name) {
        return client.genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
                .inNamespace(Declarations.NAMESPACE)
                .withName(name);
    }

    private static String namespace(String name) {
        return "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(name);
    }

    private static String deployment(String podSpec) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: "%%s"}
        spec:
          replicas: 2
          progressDeadlineSeconds: 5
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "example.org/web:1"}]
              %s
        """
                .formatted(podSpec);
    }
}
