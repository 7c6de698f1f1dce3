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

/// Finds the control plane's programs: `KUBEBUILDER_ASSETS`, then the cache, then a build into it.
public final class Binaries {

    /// The Kubernetes release that the sandbox runs.
    public static final String VERSION = "v1.36.1";

    private static final Object IN_THIS_JVM = new Object();

    private final Optional<Path> assets;
    private final Path cache;
    private final Consumer<String> progress;

    Binaries(Optional<Path> assets, Path cache, Consumer<String> progress) {
        this.assets = assets;
        this.cache = cache;
        this.progress = progress;
    }

    /// As the environment says.
    public static Binaries ofEnvironment(Consumer<String> progress) {
        return new Binaries(
                Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS"))
                        .filter(value -> !value.isBlank())
                        .map(Path::of),
                Path.of(System.getProperty("user.home"), ".cache", "sluice", "control-plane")
                        .resolve(VERSION + "-" + platform()),
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
                                "KUBEBUILDER_ASSETS="
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
                for (String module : modules(missing)) {
                    new GoBuild(module, cache, progress)
                            .build(
                                    missing.stream()
                                            .filter(each -> each.module().equals(module))
                                            .toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build the control plane into " + cache, e);
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.accept("another process builds the control plane: waiting for it");
        return channel.lock();
    }

    private static List<String> modules(Set<Component> components) {
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
