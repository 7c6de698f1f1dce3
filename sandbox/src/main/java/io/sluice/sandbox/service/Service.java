package io.sluice.sandbox.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The four services.
public enum Service {
    SOURCE_WATCHER("source-watcher"),
    RENDERER("renderer"),
    APPLIER("applier"),
    STATUS_PROJECTOR("status-projector");

    private static final List<String> SMALL =
            List.of(
                    "-Xms24m",
                    // a service without memory answers nobody; one that ends is started again
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+UseSerialGC",
                    "-Xss512k",
                    "-XX:MaxDirectMemorySize=32m",
                    "-XX:ReservedCodeCacheSize=48m",
                    "-XX:+UseCompactObjectHeaders",
                    // what a burst of records leaves behind dies young if there is room
                    "-XX:NewRatio=1",
                    "-XX:SurvivorRatio=4",
                    // else 40 MiB of each service's AOT cache are written to at its start
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    // each probe of a starting service would be a line in its log
                    "-Dquarkus.log.category.\"io.smallrye.health\".level=WARN",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /// Its Maven module, and its name in messages.
    public String module() {
        return module;
    }

    /// Its service account in the cluster.
    public String account() {
        return "sluice-" + module;
    }

    /// The one with the service account.
    public static Optional<Service> ofAccount(String account) {
        return Arrays.stream(values())
                .filter(service -> service.account().equals(account))
                .findFirst();
    }

    /// The variable with its name in its consumer group: with one, a process that was killed gets its
    /// partitions back at once. The source-watcher leads by a lease of its host.
    public Optional<String> membership() {
        return switch (this) {
            case SOURCE_WATCHER -> Optional.empty();
            case RENDERER, APPLIER, STATUS_PROJECTOR -> Optional.of("SLUICE_MEMBER_ID");
        };
    }

    /// The jar that runs.
    public Path jar(Path home) {
        return folder(home).resolve("quarkus-run.jar");
    }

    /// Where Quarkus puts that jar and those it needs.
    Path folder(Path home) {
        return home.resolve(module).resolve("target/quarkus-app");
    }

    /// Those whose jar is not built.
    public static List<Service> unbuilt(Path home) {
        return Arrays.stream(values()).filter(service -> !Files.exists(service.jar(home))).toList();
    }

    /// The smallest JVM it runs well in. The second compiler costs each more than it gives at a thousand units.
    List<String> jvmOptions() {
        var options = new ArrayList<>(SMALL);
        options.add("-Xmx" + heapMebibytes() + "m");
        options.add("-XX:TieredStopAtLevel=1");
        return options;
    }

    /// Enough for 1,500 units of four objects: the applier remembers what it wrote of every object,
    /// the source-watcher asks for all units at once when it takes office.
    private int heapMebibytes() {
        return switch (this) {
            case APPLIER -> 160;
            case SOURCE_WATCHER, STATUS_PROJECTOR -> 128;
            case RENDERER -> 96;
        };
    }
}
