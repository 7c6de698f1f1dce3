package io.sluice.renderer.kafka;

import static io.sluice.renderer.kafka.RunningRenderer.PATIENCE;
import static io.sluice.renderer.kafka.RunningRenderer.WEB;
import static io.sluice.renderer.kafka.RunningRenderer.requested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.sluice.api.keys.ClusterIdentity;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.api.keys.KeySecrets;
import io.sluice.events.InputSet;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.wire.SigningKeys;
import io.sluice.events.wire.Topic;
import io.sluice.renderer.samples.ArtifactServer;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as it is delivered: its own process, a real broker, a real API server.
final class ServiceIT {

    private static final String NAMESPACE = "sluice-system";

    @TempDir Path folder;

    @Test
    void it_waits_for_its_keys_answers_and_stops_when_told() throws Exception {
        try (TestBroker broker = TestBroker.running();
                ControlPlane platform = ControlPlane.start();
                ArtifactServer store = new ArtifactServer()) {
            int port = freePort();
            Process service = start(broker, platform, port);
            try {
                await().atMost(PATIENCE).until(() -> status(port, "live") == 200);
                await().atMost(PATIENCE).until(() -> output().contains("waiting for the Secrets"));
                assertThat(status(port, "ready")).isEqualTo(503);

                TestLog log = lay(broker, platform);
                await().atMost(PATIENCE).until(() -> status(port, "ready") == 200);
                var artifact =
                        store.put(
                                "1",
                                Map.of(
                                        "web/cm.yaml",
                                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n"));
                log.ask(WEB, TestLog.context(1, 1), requested(artifact, "web", false));
                await().atMost(PATIENCE).until(() -> !log.read(Topic.OUTCOMES).isEmpty());

                var manifests = log.read(Topic.MANIFESTS).getFirst();
                assertThat(manifests.request()).isEqualTo(new RequestNumber(1, 1));
                InputSet inputs = ((ManifestsRendered) manifests.event()).inputs();
                assertThat(inputs).isNotNull();
                assertThat(inputs.engine())
                        .as("names the code by its digest, which is not that of nothing")
                        .matches("kustomize v[0-9.]+, [0-9a-f]{16}")
                        .doesNotContain("e3b0c44298fc1c14");
                log.close();
            } finally {
                service.destroy();
            }
            assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(output()).contains("rendered 1 objects").doesNotContain("ERROR");
        }
    }

    /// What the source-watcher would make: topics and keys.
    private static TestLog lay(TestBroker broker, ControlPlane platform) {
        broker.createTopics("service", TestLog.PARTITIONS);
        var client = platform.client();
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
        var secrets = new KeySecrets(client, NAMESPACE);
        KeyRing signing = secrets.readOrCreate(KeyPurpose.LOG_HMAC);
        secrets.readOrCreate(KeyPurpose.SEALING);
        return new TestLog(
                broker.settings("service"),
                ClusterIdentity.read(client).uid(),
                new SigningKeys(signing.currentId(), signing.keys()));
    }

    private Process start(TestBroker broker, ControlPlane platform, int port) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar");
        assertThat(jar).exists();
        var builder = new ProcessBuilder(java.toString(), "-Xmx96m", "-jar", jar.toString());
        builder.environment().put("KUBECONFIG", platform.kubeconfig().toString());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        builder.environment().put("SLUICE_TOPIC_PREFIX", "service");
        builder.environment().put("SLUICE_PARTITIONS", String.valueOf(TestLog.PARTITIONS));
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int status(int port, String check) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/q/health/" + check);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException _) {
            return 0;
        }
    }
}
