package io.sluice.sourcewatcher;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sluice.api.keys.ClusterIdentity;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.api.keys.KeySecrets;
import io.sluice.events.log.LogFollower;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import io.sluice.events.wire.Topic;
import io.sluice.sandbox.controlplane.Cluster;
import io.sluice.sandbox.controlplane.ClusterSetup;
import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sandbox.git.GitServer;
import io.sluice.sandbox.kafka.KafkaBroker;
import io.sluice.sandbox.process.Ports;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The real things around the service: API server, broker, git server, and the service itself as a
/// process, under the roles it is deployed with.
final class Platform implements AutoCloseable {

    static final String NAMESPACE = "sluice-system";

    final ControlPlane cluster;
    final KafkaBroker broker;
    final GitServer git;
    final ServiceProcess service;
    final Path directory;
    final Log log;
    private final LogFollower follower;
    private final HttpClient http = HttpClient.newHttpClient();

    private Platform(Path directory, Map<String, String> environment) {
        this.directory = directory;
        cluster =
                ControlPlane.start(
                        ControlPlane.Options.defaults().in(directory.resolve("cluster")));
        broker = KafkaBroker.start();
        git = GitServer.start();
        Path home = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        new ClusterSetup(cluster.client()).apply(home.resolve("deploy/base"));
        Path kubeconfig = directory.resolve("kubeconfig");
        cluster.writeKubeconfigOf(
                new Cluster.ServiceAccountName(NAMESPACE, Service.SOURCE_WATCHER.account()),
                kubeconfig);
        int port = Ports.free();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("KUBECONFIG", kubeconfig.toString());
        all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        all.put("SLUICE_ARTIFACTS_URL", "http://127.0.0.1:" + port);
        all.put("SLUICE_ARTIFACTS_DIRECTORY", directory.resolve("artifacts").toString());
        all.putAll(environment);
        service =
                new ServiceProcess(
                        Service.SOURCE_WATCHER,
                        new ServiceProcess.Settings(home, directory, "source-watcher", port, all),
                        http);
        service.start();
        KeyRing ring = new KeySecrets(client(), NAMESPACE).read(KeyPurpose.LOG_HMAC).orElseThrow();
        var codec =
                new EventCodec(
                        "sluice",
                        new Partitions(Partitions.DEFAULT),
                        ClusterIdentity.read(client()).uid(),
                        new SigningKeys(ring.currentId(), ring.keys()));
        log = new Log(codec, broker.bootstrapServers(), this::circumstances);
        follower =
                new LogFollower(
                        new LogSettings(
                                broker.bootstrapServers(), "sluice", "test", new TreeMap<>()),
                        "test",
                        List.of(Topic.COMMITS, Topic.REQUESTS),
                        codec,
                        log);
        follower.start();
    }

    /// What a failed wait is told with: whether we read the log, and what the service said last.
    private String circumstances() {
        List<String> said =
                service.process()
                        .tail(1000)
                        .lines()
                        .filter(line -> !line.contains("org.apache.kafka"))
                        .toList();
        return "the test follows the log: %s; the service said last:%n%s"
                .formatted(
                        follower.isTurning(Duration.ofSeconds(10)),
                        String.join(
                                "\n", said.subList(Math.max(0, said.size() - 25), said.size())));
    }

    static Platform start(Path directory) {
        return new Platform(directory, Map.of());
    }

    KubernetesClient client() {
        return cluster.client();
    }

    void namespace(String name) {
        client().resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
    }

    /// Creates or changes a resource given as YAML.
    void apply(String yaml) {
        client().resource(yaml).fieldManager("test").forceConflicts().serverSideApply();
    }

    Resource<GenericKubernetesResource> source(String namespace, String name) {
        return client().genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
                .inNamespace(namespace)
                .withName(name);
    }

    Resource<GenericKubernetesResource> unit(String namespace, String name) {
        return client().genericKubernetesResources(
                        "kustomize.toolkit.fluxcd.io/v1", "Kustomization")
                .inNamespace(namespace)
                .withName(name);
    }

    void annotate(Resource<GenericKubernetesResource> resource, String value) {
        resource.edit(
                it -> {
                    var annotations = new TreeMap<String, String>();
                    if (it.getMetadata().getAnnotations() != null) {
                        annotations.putAll(it.getMetadata().getAnnotations());
                    }
                    annotations.put("reconcile.fluxcd.io/requestedAt", value);
                    it.getMetadata().setAnnotations(annotations);
                    return it;
                });
    }

    @Override
    public void close() {
        follower.close();
        log.close();
        service.close();
        git.close();
        broker.close();
        cluster.close();
        http.close();
        keepLog();
    }

    /// For who wants to know what went wrong.
    private void keepLog() {
        try {
            Path kept = Path.of("target", "it-logs");
            Files.createDirectories(kept);
            Files.copy(
                    directory.resolve("logs/source-watcher.log"),
                    kept.resolve(directory.getFileName() + ".log"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
