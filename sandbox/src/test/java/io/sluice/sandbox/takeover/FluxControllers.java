package io.sluice.sandbox.takeover;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.sandbox.controlplane.Binaries;
import io.sluice.sandbox.controlplane.Component;
import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sandbox.controlplane.PublishedModule;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Flux's own source-controller and kustomize-controller, as processes beside a control plane.
final class FluxControllers implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Map<String, String> VERSIONS =
            Map.of("source-controller", "v1.9.1", "kustomize-controller", "v1.9.4");

    private final ControlPlane controlPlane;
    private final Path directory;
    private final Path programs;
    private final List<Child> running = new ArrayList<>();

    FluxControllers(ControlPlane controlPlane, Path directory) {
        this.controlPlane = controlPlane;
        this.directory = directory;
        this.programs =
                Binaries.ofEnvironment(System.out::println)
                        .require(
                                EnumSet.of(
                                        Component.SOURCE_CONTROLLER,
                                        Component.KUSTOMIZE_CONTROLLER));
    }

    /// Applies Flux's definitions over those that are there.
    void define() {
        KubernetesClient client = controlPlane.client();
        VERSIONS.forEach(
                (name, version) -> {
                    Path module = PublishedModule.directory("github.com/fluxcd/" + name, version);
                    for (Path file : filesOf(module.resolve("config/crd/bases"))) {
                        apply(client, file);
                    }
                });
    }

    /// Starts both; returns when they are ready.
    void start() {
        int storage = Ports.free();
        run(
                "source-controller",
                List.of(
                        "--storage-path=" + directory.resolve("storage"),
                        "--storage-addr=127.0.0.1:" + storage,
                        "--storage-adv-addr=127.0.0.1:" + storage));
        run("kustomize-controller", List.of());
    }

    /// Stops both.
    void stop() {
        running.forEach(child -> child.stop(Duration.ofSeconds(30)));
        running.clear();
    }

    private void run(String name, List<String> more) {
        int health = Ports.free();
        var line = new ArrayList<String>();
        line.add(programs.resolve(name).toString());
        line.add("--metrics-addr=0");
        line.add("--health-addr=127.0.0.1:" + health);
        line.addAll(more);
        Child child =
                Child.start(
                        new Command(
                                name,
                                line,
                                Map.of(
                                        "KUBECONFIG",
                                        controlPlane.kubeconfig().toString(),
                                        "RUNTIME_NAMESPACE",
                                        "flux-system"),
                                made(directory.resolve("storage")),
                                directory.resolve(name + ".log")));
        running.add(child);
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI ready = URI.create("http://127.0.0.1:" + health + "/readyz");
            child.awaitReady(() -> answers(http, ready), START);
        }
    }

    private static boolean answers(HttpClient http, URI address) {
        try {
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<Path> filesOf(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void apply(KubernetesClient client, Path file) {
        try (var in = Files.newInputStream(file)) {
            Optional.ofNullable(client.load(in).items())
                    .orElse(List.of())
                    .forEach(
                            object ->
                                    client.resource(object)
                                            .fieldManager("flux")
                                            .forceConflicts()
                                            .serverSideApply());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
