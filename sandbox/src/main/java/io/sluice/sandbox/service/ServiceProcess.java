package io.sluice.sandbox.service;

import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import io.sluice.sandbox.process.JavaCommand;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.process.StartCaches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One service in a JVM of its own: ready when its health endpoint says so, and restartable on its
/// port with its settings.
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(12);

    private final Service service;
    private final Settings settings;
    private final HttpClient http;
    private @Nullable Child process;

    public ServiceProcess(Service service, Settings settings, HttpClient http) {
        this.service = service;
        this.settings = settings;
        this.http = http;
    }

    /// What it is started with.
    ///
    /// @param home the checkout its jar is in
    /// @param directory where it runs; its log goes to `logs` there
    /// @param name of it in messages, and of its log
    /// @param port of its HTTP endpoints
    /// @param environment what it reads from the environment beside that port
    /// @param caches of its JVM
    public record Settings(
            Path home,
            Path directory,
            String name,
            int port,
            Map<String, String> environment,
            StartCaches caches) {

        public Settings {
            environment = Map.copyOf(environment);
        }

        /// With the caches of the checkout, if it has any.
        public Settings(
                Path home, Path directory, String name, int port, Map<String, String> environment) {
            this(home, directory, name, port, environment, StartCaches.of(home, false));
        }
    }

    /// Which one.
    public Service service() {
        return service;
    }

    /// What messages call it.
    public String name() {
        return settings.name();
    }

    /// Where its HTTP endpoints are.
    public URI url() {
        return URI.create("http://127.0.0.1:" + settings.port());
    }

    /// The process, to suspend or to measure.
    public Child process() {
        return Objects.requireNonNull(process, () -> settings.name() + " was never started");
    }

    /// Starts it and returns at once.
    public void launch() {
        var environment = new LinkedHashMap<>(settings.environment());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port()));
        environment.put("SLUICE_LOG_CONSOLE", "plain");
        environment.put("QUARKUS_LOG_FILE_ENABLED", "true");
        environment.put(
                "QUARKUS_LOG_FILE_PATH", jsonLog(settings.directory(), settings.name()).toString());
        environment.put("QUARKUS_LOG_FILE_ROTATION_MAX_FILE_SIZE", "1G");
        environment.put("QUARKUS_LOG_FILE_ROTATION_ROTATE_ON_BOOT", "false");
        process =
                Child.start(
                        new Command(
                                settings.name(),
                                JavaCommand.ofJar(service.jar(settings.home()), jvmOptions()),
                                environment,
                                settings.directory(),
                                settings.directory()
                                        .resolve("logs")
                                        .resolve(settings.name() + ".log")));
    }

    /// The file that gets its log as a cluster would collect it: a line of JSON each.
    public static Path jsonLog(Path directory, String name) {
        return directory.resolve("logs").resolve(name + ".json");
    }

    private List<String> jvmOptions() {
        var options = new ArrayList<>(service.jvmOptions());
        options.addAll(
                settings.caches()
                        .options(
                                service.module(),
                                service.jvmOptions(),
                                StartCaches.jarsBelow(service.folder(settings.home()))));
        return options;
    }

    /// Waits until it is ready; fails with its health and the end of its log when it dies or takes
    /// too long.
    public void awaitReady() {
        try {
            process().awaitReady(this::isReady, START);
        } catch (PartFailedException e) {
            String health = health().map(HttpResponse::body).orElse("none");
            throw new PartFailedException(e.getMessage() + "\nits health: " + health, e);
        }
    }

    /// Starts it; returns when it is ready.
    public void start() {
        launch();
        awaitReady();
    }

    /// `kill -9`.
    public void kill() {
        process().kill();
    }

    /// Asks it to end, as Kubernetes would.
    public void stop() {
        process().stop(grace());
    }

    /// A JVM that writes its cache takes its time.
    private Duration grace() {
        return settings.caches().recording() ? StartCaches.WRITING : GRACE;
    }

    /// Whether its health endpoint says ready.
    public boolean isReady() {
        return health().filter(answer -> answer.statusCode() == 200).isPresent();
    }

    private Optional<HttpResponse<String>> health() {
        var request =
                HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + url(), e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop(grace());
        }
    }
}
