package io.sluice.sandbox.controlplane;

import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.process.WorkDirectory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Builds programs from one pinned Go module into a folder; each appears there whole or not at all.
final class GoBuild {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int KEPT_LINES = 25;
    private static final List<String> USUAL_FOLDERS =
            List.of("/usr/local/go/bin", "/opt/homebrew/bin", "/usr/lib/go/bin", "/snap/bin");

    private final GoModule module;
    private final Path target;
    private final Consumer<String> progress;

    GoBuild(GoModule module, Path target, Consumer<String> progress) {
        this.module = module;
        this.target = target;
        this.progress = progress;
    }

    void build(List<Component> components) throws IOException {
        String names =
                components.stream().map(Component::program).collect(Collectors.joining(", "));
        Path work = Files.createTempDirectory(target, ".build-");
        try {
            progress.accept(
                    "building "
                            + names
                            + " "
                            + module.version()
                            + " from source, once; takes minutes");
            Instant started = Instant.now();
            for (String file : List.of("go.mod", "go.sum")) {
                try (InputStream in = resource(file)) {
                    Files.copy(in, work.resolve(file));
                }
            }
            complete(work);
            var packages = components.stream().map(Component::goPackage).toList();
            run(work, names, "go install", module.line(go().toString(), packages));
            for (Component component : components) {
                Files.move(
                        work.resolve("bin").resolve(component.builtName()),
                        target.resolve(component.program()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            long seconds = Duration.between(started, Instant.now()).toSeconds();
            progress.accept("built " + names + " in " + seconds + " s");
        } finally {
            WorkDirectory.delete(work);
        }
    }

    /// `go mod vendor -e` copies all that was published, and reports what was not without failing.
    private void complete(Path work) throws IOException {
        if (module.placeholder().isEmpty()) {
            return;
        }
        run(
                work,
                module.folder() + "'s sources",
                "go mod vendor",
                List.of(go().toString(), "mod", "vendor", "-e"));
        Path placeholder = work.resolve(module.placeholder());
        Files.createDirectories(placeholder.getParent());
        Files.writeString(placeholder, "# the published module has none\n");
    }

    private void run(Path work, String names, String step, List<String> line) {
        var environment = Map.of("CGO_ENABLED", "0", "GOBIN", work.resolve("bin").toString());
        Path log = work.resolve("build.log");
        Child build = Child.start(new Command(step, line, environment, work, log));
        Instant started = Instant.now();
        int code =
                build.awaitEnd(
                        BETWEEN_LINES,
                        () -> progress.accept("building " + names + ": " + state(started, log)));
        if (code != 0) {
            throw new PartFailedException(
                    "the build of "
                            + names
                            + " failed; the Go toolchain said:\n"
                            + build.tail(KEPT_LINES));
        }
    }

    /// `-v` names every module when it is fetched and every package when it is compiled.
    private static String state(Instant started, Path log) {
        long seconds = Duration.between(started, Instant.now()).toSeconds();
        try (var lines = Files.lines(log)) {
            long packages = lines.filter(line -> !line.startsWith("go: ")).count();
            return seconds + " s, " + packages + " packages compiled";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream resource(String file) {
        String name = module.folder() + "/" + file;
        return Objects.requireNonNull(GoBuild.class.getResourceAsStream(name), name);
    }

    static Path go() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator)).filter(part -> !part.isEmpty()),
                        USUAL_FOLDERS.stream())
                .map(folder -> Path.of(folder, "go"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new PartFailedException(
                                        """
                                        Programs are missing and there is no Go toolchain to build \
                                        them with. Either install Go 1.26 or newer (go.dev/dl), or \
                                        unpack an envtest archive of Kubernetes 1.36 and set \
                                        KUBEBUILDER_ASSETS to the folder that holds etcd and \
                                        kube-apiserver, or use a cluster: --kubeconfig FILE. (The \
                                        flux command line: SLUICE_FLUX_ASSETS.)"""));
    }
}
