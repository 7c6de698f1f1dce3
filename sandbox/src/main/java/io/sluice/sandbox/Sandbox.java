package io.sluice.sandbox;

import io.sluice.sandbox.SandboxOptions.Part;
import io.sluice.sandbox.controlplane.Cluster;
import io.sluice.sandbox.controlplane.Cluster.ServiceAccountName;
import io.sluice.sandbox.controlplane.ClusterSetup;
import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sandbox.controlplane.ExistingCluster;
import io.sluice.sandbox.git.GitServer;
import io.sluice.sandbox.kafka.KafkaBroker;
import io.sluice.sandbox.node.SandboxNode;
import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.ExitHooks;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.process.Ports;
import io.sluice.sandbox.process.ProcessList;
import io.sluice.sandbox.process.Together;
import io.sluice.sandbox.process.Together.Task;
import io.sluice.sandbox.process.WorkDirectory;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The whole platform: control plane, broker, git server and the four services, started together
/// and stopped together.
///
/// What `start` began is stopped by `close`, by the end of the JVM, and when a part fails.
public final class Sandbox implements AutoCloseable {

    /// The namespace the services belong to.
    public static final String NAMESPACE = "sluice-system";

    private final SandboxOptions options;
    private final WorkDirectory directory;
    private final ProcessList processes;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private volatile @Nullable Cluster cluster;
    private volatile @Nullable KafkaBroker broker;
    private volatile @Nullable GitServer git;
    private volatile @Nullable SandboxNode node;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean closed;

    private Sandbox(SandboxOptions options) {
        this.options = options;
        this.directory = WorkDirectory.of(options.directory(), "sandbox");
        this.processes = ProcessList.in(directory.path());
    }

    /// Starts everything; returns when every service is ready.
    public static Sandbox start(SandboxOptions options) {
        var sandbox = new Sandbox(options);
        sandbox.processes.begin();
        ExitHooks.add(sandbox, sandbox::close);
        try {
            sandbox.startPlatform();
            sandbox.startServices();
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /// The cluster, with a client that has all rights.
    public Cluster cluster() {
        return Objects.requireNonNull(cluster, "no cluster");
    }

    /// The sandbox's own control plane; empty on a cluster of somebody else.
    public Optional<ControlPlane> controlPlane() {
        return cluster() instanceof ControlPlane own ? Optional.of(own) : Optional.empty();
    }

    /// The broker.
    public KafkaBroker broker() {
        return Objects.requireNonNull(broker, "no broker");
    }

    /// The git server.
    public GitServer git() {
        return Objects.requireNonNull(git, "no git server");
    }

    /// One of the services that were asked for; the first of several processes.
    public ServiceProcess service(Service service) {
        return processes(service).getFirst();
    }

    /// The processes of one of the services that were asked for.
    public List<ServiceProcess> processes(Service service) {
        var found = services.stream().filter(each -> each.service() == service).toList();
        if (found.isEmpty()) {
            throw new IllegalStateException(service.module() + " is not part of this sandbox");
        }
        return found;
    }

    /// Logs (in `logs`), data and kubeconfigs.
    public Path directory() {
        return directory.path();
    }

    /// The running processes by their parts; after a restart they are others.
    public List<Child> children() {
        var children = new ArrayList<Child>();
        if (cluster instanceof ControlPlane own) {
            children.add(own.etcdProcess());
            children.add(own.apiServerProcess());
        }
        if (broker != null) {
            children.add(broker.process());
        }
        services.forEach(service -> children.add(service.process()));
        return children;
    }

    /// Writes down which processes run now, for `sluice down`; call it after restarting a part.
    public void recordProcesses() {
        processes.write(children());
    }

    /// Parts that died by themselves; none once the sandbox is being stopped.
    public List<Child> dead() {
        var dead = children().stream().filter(child -> !child.isAlive()).toList();
        return closed ? List.of() : dead;
    }

    /// Waits until a part dies, which is a failure; Ctrl-C and `down` end the JVM meanwhile, whose
    /// exit stops the sandbox.
    public void awaitDeath() throws InterruptedException {
        var never = new CountDownLatch(1);
        List<Child> dead = dead();
        while (dead.isEmpty()) {
            never.await(1, TimeUnit.SECONDS);
            dead = dead();
        }
        Child first = dead.getFirst();
        throw new PartFailedException(
                first.name() + " has died; the end of " + first.log() + ":\n" + first.tail(20));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        new Together(_ -> {})
                .run(
                        services.stream()
                                .map(service -> Task.of(service.name(), service::close))
                                .toList());
        Together.closeAll(git, broker, node, cluster);
        http.shutdownNow();
        processes.clear();
        directory.close();
        ExitHooks.remove(this);
    }

    private void startPlatform() {
        var together = new Together(options.progress());
        together.run(
                List.of(
                        new Task("control plane", this::startCluster),
                        new Task("kafka", this::startBroker),
                        new Task("git server", this::startGit),
                        Task.of("node", this::startNode)));
        recordProcesses();
        together.run(List.of(Task.of("accounts and roles", this::prepareCluster)));
    }

    private void startServices() {
        for (Service service : Service.values()) {
            for (int number = 0; number < options.processes(service); number++) {
                services.add(process(service, number));
            }
        }
        services.forEach(ServiceProcess::launch);
        recordProcesses();
        new Together(options.progress())
                .run(
                        services.stream()
                                .map(
                                        service ->
                                                new Task(
                                                        service.name(),
                                                        () -> {
                                                            service.awaitReady();
                                                            return service.url().toString();
                                                        }))
                                .toList());
    }

    private String startCluster() {
        if (options.kubeconfig().isPresent()) {
            var existing = ExistingCluster.of(options.kubeconfig().get());
            cluster = existing;
            return existing.client().getMasterUrl() + " (yours)";
        }
        var own =
                ControlPlane.start(
                        new ControlPlane.Options(
                                Optional.of(directory.path()),
                                options.port(Part.API_SERVER),
                                options.audit(),
                                options.progress()));
        cluster = own;
        return own.url() + "   KUBECONFIG=" + own.kubeconfig();
    }

    private String startBroker() {
        var started =
                KafkaBroker.start(
                        Optional.of(directory.path()), options.port(Part.KAFKA), options.caches());
        broker = started;
        return started.bootstrapServers();
    }

    private String startGit() {
        var started =
                GitServer.start(
                        Optional.of(directory.path().resolve("git")), options.port(Part.GIT));
        git = started;
        return "http://127.0.0.1:" + started.port();
    }

    private void startNode() {
        node = SandboxNode.start(directory.path());
    }

    private void prepareCluster() {
        Path base = options.home().resolve("deploy").resolve("base");
        var setup = new ClusterSetup(cluster().client());
        setup.apply(base);
        for (Service service : options.services().keySet()) {
            cluster()
                    .writeKubeconfigOf(
                            new ServiceAccountName(NAMESPACE, service.account()),
                            kubeconfig(service));
        }
        if (node != null && controlPlane().isPresent()) {
            node.join(cluster().client(), setup.workloads(base), this::jsonLog);
        }
    }

    private Optional<Path> jsonLog(String account) {
        return Service.ofAccount(account)
                .filter(options.services()::containsKey)
                .map(service -> ServiceProcess.jsonLog(directory.path(), service.module()));
    }

    private Path kubeconfig(Service service) {
        return directory.path().resolve("kubeconfigs").resolve(service.module());
    }

    private ServiceProcess process(Service service, int number) {
        int port = Ports.orFree(number == 0 ? options.port(Part.of(service)) : 0);
        String name = service.module() + "-" + number;
        var environment = new LinkedHashMap<String, String>();
        environment.put("KUBECONFIG", kubeconfig(service).toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker().bootstrapServers());
        environment.put("SLUICE_NAMESPACE", NAMESPACE);
        if (service == Service.SOURCE_WATCHER) {
            environment.put("SLUICE_ARTIFACTS_URL", "http://127.0.0.1:" + port);
        }
        service.membership().ifPresent(variable -> environment.put(variable, name));
        environment.putAll(options.environmentOf(service));
        return new ServiceProcess(
                service,
                new ServiceProcess.Settings(
                        options.home(),
                        directory.path(),
                        number == 0 ? service.module() : name,
                        port,
                        environment,
                        options.caches()),
                http);
    }
}
