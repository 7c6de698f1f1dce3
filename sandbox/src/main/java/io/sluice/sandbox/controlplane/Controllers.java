package io.sluice.sandbox.controlplane;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import io.sluice.sandbox.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// What makes a control plane a cluster: the controllers, a scheduler, and one node whose pods are
/// pretended by kwok. Deployments become available, owned objects are collected, namespaces end.
public final class Controllers implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final String NODE = "pretended";

    private final List<Child> children = new ArrayList<>();

    private Controllers() {}

    /// Starts them; builds their programs once, which takes minutes.
    public static Controllers start(ControlPlane controlPlane, Consumer<String> progress) {
        Path programs =
                Binaries.ofEnvironment(progress)
                        .require(
                                EnumSet.of(
                                        Component.CONTROLLER_MANAGER,
                                        Component.SCHEDULER,
                                        Component.KWOK));
        var controllers = new Controllers();
        try {
            controllers.startManager(programs, controlPlane);
            controllers.startScheduler(programs, controlPlane);
            createNode(controlPlane.client());
            controllers.startKwok(programs, controlPlane);
            return controllers;
        } catch (RuntimeException e) {
            controllers.close();
            throw e;
        }
    }

    /// The processes.
    public List<Child> children() {
        return List.copyOf(children);
    }

    @Override
    public void close() {
        children.forEach(Child::kill);
    }

    /// The node answers no heartbeats, so the controller that waits for them stays off.
    private void startManager(Path programs, ControlPlane controlPlane) {
        Child manager =
                launch(
                        controlPlane,
                        Component.CONTROLLER_MANAGER,
                        List.of(
                                program(programs, Component.CONTROLLER_MANAGER),
                                "--kubeconfig=" + controlPlane.kubeconfig(),
                                "--service-account-private-key-file=" + controlPlane.signingKey(),
                                "--use-service-account-credentials=false",
                                "--controllers=*,-node-lifecycle-controller",
                                "--leader-elect=false",
                                "--secure-port=0"));
        manager.awaitReady(() -> hasDefaultAccount(controlPlane.client()), START);
    }

    private void startScheduler(Path programs, ControlPlane controlPlane) {
        launch(
                controlPlane,
                Component.SCHEDULER,
                List.of(
                        program(programs, Component.SCHEDULER),
                        "--kubeconfig=" + controlPlane.kubeconfig(),
                        "--leader-elect=false",
                        "--secure-port=0"));
    }

    private void startKwok(Path programs, ControlPlane controlPlane) {
        String address = "127.0.0.1:" + Ports.free();
        Child kwok =
                launch(
                        controlPlane,
                        Component.KWOK,
                        List.of(
                                program(programs, Component.KWOK),
                                "--kubeconfig=" + controlPlane.kubeconfig(),
                                "--manage-all-nodes=true",
                                "--node-lease-duration-seconds=0",
                                "--server-address=" + address,
                                "--config=" + stages(controlPlane.directory())));
        try (var http = HttpClient.newHttpClient()) {
            var health = URI.create("http://" + address + "/healthz");
            kwok.awaitReady(() -> isHealthy(http, health), START);
        }
    }

    private Child launch(ControlPlane controlPlane, Component component, List<String> line) {
        Path folder = controlPlane.directory();
        Path log = folder.resolve("logs").resolve(component.program() + ".log");
        Child child = Child.start(Command.of(component.program(), line, folder, log));
        children.add(child);
        return child;
    }

    private static String program(Path programs, Component component) {
        return programs.resolve(component.program()).toString();
    }

    private static boolean hasDefaultAccount(KubernetesClient client) {
        return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
    }

    private static boolean isHealthy(HttpClient http, URI health) {
        try {
            var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + health, e);
        }
    }

    /// Admission taints a new node as not ready; that is taken off. kwok makes it ready.
    private static void createNode(KubernetesClient client) {
        var capacity =
                Map.of(
                        "cpu", new Quantity("64"),
                        "memory", new Quantity("256Gi"),
                        "pods", new Quantity("10000"));
        Node node =
                new NodeBuilder()
                        .withNewMetadata()
                        .withName(NODE)
                        .addToLabels("kubernetes.io/hostname", NODE)
                        .addToLabels("kubernetes.io/os", "linux")
                        .endMetadata()
                        .withNewStatus()
                        .withCapacity(capacity)
                        .withAllocatable(capacity)
                        .endStatus()
                        .build();
        client.nodes().resource(node).create();
        // whatever a controller wrote meanwhile
        var merge = PatchContext.of(PatchType.JSON_MERGE);
        var made = client.nodes().withName(NODE);
        made.patch(merge, "{\"spec\":{\"taints\":null}}");
        String status = client.getKubernetesSerialization().asJson(node.getStatus());
        made.subresource("status").patch(merge, "{\"status\":" + status + "}");
    }

    private static Path stages(Path folder) {
        Path file = folder.resolve("stages.yaml");
        try (var in = Controllers.class.getResourceAsStream("stages.yaml")) {
            Files.copy(
                    Objects.requireNonNull(in, "stages.yaml"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
