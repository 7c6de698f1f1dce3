package io.sluice.sandbox;

import io.sluice.sandbox.controlplane.Audit;
import io.sluice.sandbox.process.StartCaches;
import io.sluice.sandbox.service.Service;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a sandbox is made of.
///
/// @param home the checkout with the built services and `deploy/`
/// @param directory keeps logs, data and kubeconfigs there; empty uses a temporary folder
/// @param kubeconfig of a cluster to use instead of a control plane of its own
/// @param audit what the API server writes down of its requests
/// @param services to run, and how many processes of each
/// @param ports given ones; a part without one gets a free one
/// @param environment added to a service's own
/// @param caches that let the JVMs start faster
/// @param progress gets one line per part that is up, and while programs are built
public record SandboxOptions(
        Path home,
        Optional<Path> directory,
        Optional<Path> kubeconfig,
        Audit audit,
        Map<Service, Integer> services,
        Map<Part, Integer> ports,
        Map<Service, Map<String, String>> environment,
        StartCaches caches,
        Consumer<String> progress) {

    /// What has a port of its own.
    public enum Part {
        API_SERVER,
        KAFKA,
        GIT,
        SOURCE_WATCHER,
        RENDERER,
        APPLIER,
        STATUS_PROJECTOR;

        static Part of(Service service) {
            return switch (service) {
                case SOURCE_WATCHER -> SOURCE_WATCHER;
                case RENDERER -> RENDERER;
                case APPLIER -> APPLIER;
                case STATUS_PROJECTOR -> STATUS_PROJECTOR;
            };
        }
    }

    public SandboxOptions {
        services = Map.copyOf(services);
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
    }

    /// Everything, in a temporary folder, on free ports, silent.
    public static SandboxOptions of(Path home) {
        return new SandboxOptions(
                home.toAbsolutePath().normalize(),
                Optional.empty(),
                Optional.empty(),
                Audit.NOTHING,
                once(EnumSet.allOf(Service.class)),
                Map.of(),
                Map.of(),
                StartCaches.of(home.toAbsolutePath().normalize(), false),
                line -> {});
    }

    /// Logs, data and kubeconfigs in the folder.
    public SandboxOptions in(Path folder) {
        return new SandboxOptions(
                home,
                Optional.of(folder.toAbsolutePath().normalize()),
                kubeconfig,
                audit,
                services,
                ports,
                environment,
                caches,
                progress);
    }

    /// The current context of the file instead of a control plane of its own.
    public SandboxOptions onCluster(Path file) {
        return new SandboxOptions(
                home,
                directory,
                Optional.of(file),
                audit,
                services,
                ports,
                environment,
                caches,
                progress);
    }

    /// With an audit log.
    public SandboxOptions withAuditLog() {
        return withAuditLog(Audit.REQUESTS);
    }

    /// With an audit log that tells this much.
    public SandboxOptions withAuditLog(Audit detail) {
        return new SandboxOptions(
                home,
                directory,
                kubeconfig,
                detail,
                services,
                ports,
                environment,
                caches,
                progress);
    }

    /// Only these services.
    public SandboxOptions withServices(Set<Service> only) {
        return new SandboxOptions(
                home,
                directory,
                kubeconfig,
                audit,
                once(only),
                ports,
                environment,
                caches,
                progress);
    }

    /// The service in several processes.
    public SandboxOptions withProcesses(Service service, int count) {
        var changed = new EnumMap<Service, Integer>(Service.class);
        changed.putAll(services);
        changed.put(service, count);
        return new SandboxOptions(
                home, directory, kubeconfig, audit, changed, ports, environment, caches, progress);
    }

    /// The part on the port.
    public SandboxOptions withPort(Part part, int port) {
        var changed = new EnumMap<Part, Integer>(Part.class);
        changed.putAll(ports);
        changed.put(part, port);
        return new SandboxOptions(
                home,
                directory,
                kubeconfig,
                audit,
                services,
                changed,
                environment,
                caches,
                progress);
    }

    /// The service with one more variable in its environment.
    public SandboxOptions withEnvironment(Service service, String name, String value) {
        var changed = new EnumMap<Service, Map<String, String>>(Service.class);
        changed.putAll(environment);
        var own = new LinkedHashMap<>(environmentOf(service));
        own.put(name, value);
        changed.put(service, own);
        return new SandboxOptions(
                home, directory, kubeconfig, audit, services, ports, changed, caches, progress);
    }

    /// Lines for a person to the given place.
    public SandboxOptions reportingTo(Consumer<String> lines) {
        return new SandboxOptions(
                home, directory, kubeconfig, audit, services, ports, environment, caches, lines);
    }

    /// With JVMs that write caches for later ones, which makes their end take long.
    public SandboxOptions recording() {
        return new SandboxOptions(
                home,
                directory,
                kubeconfig,
                audit,
                services,
                ports,
                environment,
                StartCaches.of(home, true),
                progress);
    }

    int processes(Service service) {
        return services.getOrDefault(service, 0);
    }

    private static Map<Service, Integer> once(Set<Service> each) {
        var counts = new EnumMap<Service, Integer>(Service.class);
        each.forEach(service -> counts.put(service, 1));
        return counts;
    }

    int port(Part part) {
        return ports.getOrDefault(part, 0);
    }

    Map<String, String> environmentOf(Service service) {
        return environment.getOrDefault(service, Map.of());
    }
}
