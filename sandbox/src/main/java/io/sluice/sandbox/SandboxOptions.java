package io.sluice.sandbox;

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
/// @param audited writes an audit log of the API server's requests
/// @param services to run
/// @param ports given ones; a part without one gets a free one
/// @param environment added to a service's own
/// @param caches that let the JVMs start faster
/// @param progress gets one line per part that is up, and while programs are built
public record SandboxOptions(
        Path home,
        Optional<Path> directory,
        Optional<Path> kubeconfig,
        boolean audited,
        Set<Service> services,
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
        services = Set.copyOf(services);
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
    }

    /// Everything, in a temporary folder, on free ports, silent.
    public static SandboxOptions of(Path home) {
        return new SandboxOptions(
                home.toAbsolutePath().normalize(),
                Optional.empty(),
                Optional.empty(),
                false,
                EnumSet.allOf(Service.class),
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
                audited,
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
                audited,
                services,
                ports,
                environment,
                caches,
                progress);
    }

    /// With an audit log.
    public SandboxOptions withAuditLog() {
        return new SandboxOptions(
                home, directory, kubeconfig, true, services, ports, environment, caches, progress);
    }

    /// Only these services.
    public SandboxOptions withServices(Set<Service> only) {
        return new SandboxOptions(
                home, directory, kubeconfig, audited, only, ports, environment, caches, progress);
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
                audited,
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
                home, directory, kubeconfig, audited, services, ports, changed, caches, progress);
    }

    /// Lines for a person to the given place.
    public SandboxOptions reportingTo(Consumer<String> lines) {
        return new SandboxOptions(
                home, directory, kubeconfig, audited, services, ports, environment, caches, lines);
    }

    /// With JVMs that write caches for later ones, which makes their end take long.
    public SandboxOptions recording() {
        return new SandboxOptions(
                home,
                directory,
                kubeconfig,
                audited,
                services,
                ports,
                environment,
                StartCaches.of(home, true),
                progress);
    }

    int port(Part part) {
        return ports.getOrDefault(part, 0);
    }

    Map<String, String> environmentOf(Service service) {
        return environment.getOrDefault(service, Map.of());
    }
}
