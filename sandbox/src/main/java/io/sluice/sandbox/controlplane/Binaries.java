package io.sluice.sandbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Finds programs: in the folder the environment names, then in the cache, then by a build into it.
public final class Binaries {

    /// The Kubernetes release that the sandbox runs.
    public static final String VERSION = GoModule.KUBERNETES.version();

    private static final Object IN_THIS_JVM = new Object();

    private final String variable;
    private final Optional<Path> assets;
    private final Path cache;
    private final Consumer<String> progress;

    Binaries(String variable, Optional<Path> assets, Path cache, Consumer<String> progress) {
        this.variable = variable;
        this.assets = assets;
        this.cache = cache;
        this.progress = progress;
    }

    /// The control plane's, as the environment says (`KUBEBUILDER_ASSETS`).
    public static Binaries ofEnvironment(Consumer<String> progress) {
        return of("KUBEBUILDER_ASSETS", "control-plane", GoModule.KUBERNETES, progress);
    }

    /// The `flux` command line's, as the environment says (`SLUICE_FLUX_ASSETS`).
    public static Binaries ofFlux(Consumer<String> progress) {
        return of("SLUICE_FLUX_ASSETS", "flux", GoModule.FLUX, progress);
    }

    private static Binaries of(
            String variable, String folder, GoModule module, Consumer<String> progress) {
        return new Binaries(
                variable,
                Optional.ofNullable(System.getenv(variable))
                        .filter(value -> !value.isBlank())
                        .map(Path::of),
                Path.of(System.getProperty("user.home"), ".cache", "sluice", folder)
                        .resolve(module.version() + "-" + platform()),
                progress);
    }

    /// One folder that holds all of the programs; builds what is missing.
    public Path require(Set<Component> components) {
        if (assets.isPresent() && missing(assets.get(), components).isEmpty()) {
            return assets.get();
        }
        if (missing(cache, components).isEmpty()) {
            return cache;
        }
        assets.ifPresent(
                folder ->
                        progress.accept(
                                variable
                                        + "="
                                        + folder
                                        + " lacks "
                                        + names(missing(folder, components))
                                        + ": not used"));
        synchronized (IN_THIS_JVM) {
            buildUnderLock(components);
        }
        return cache;
    }

    private void buildUnderLock(Set<Component> components) {
        try {
            Files.createDirectories(cache);
            Path lockFile = cache.resolve(".lock");
            try (var channel =
                            FileChannel.open(
                                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = lock(channel)) {
                var missing = missing(cache, components);
                for (GoModule module : modules(missing)) {
                    new GoBuild(module, cache, progress)
                            .build(
                                    missing.stream()
                                            .filter(each -> each.module() == module)
                                            .toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build programs into " + cache, e);
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.accept("another process builds into " + cache + ": waiting for it");
        return channel.lock();
    }

    private static List<GoModule> modules(Set<Component> components) {
        return components.stream().map(Component::module).distinct().toList();
    }

    private static Set<Component> missing(Path folder, Set<Component> components) {
        var missing = EnumSet.noneOf(Component.class);
        components.stream()
                .filter(component -> !Files.isExecutable(folder.resolve(component.program())))
                .forEach(missing::add);
        return missing;
    }

    private static String names(Set<Component> components) {
        return components.stream().map(Component::program).collect(Collectors.joining(", "));
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "darwin" : "linux")
                + "-"
                + (processor.equals("aarch64") ? "arm64" : "amd64");
    }
}
