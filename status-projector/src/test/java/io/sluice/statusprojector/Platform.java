package io.sluice.statusprojector;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.crd.CustomResourceDefinitions;
import io.sluice.events.broker.TestBroker;
import io.sluice.events.wire.Topic;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// A real broker with our topics and a real API server with our kinds.
final class Platform implements AutoCloseable {
    static final String PREFIX = "sluice";
    static final int PARTITIONS = 12;
    static final String NAMESPACE = "apps";

    private final TestBroker broker;
    private final ControlPlane controlPlane;

    Platform() throws Exception {
        controlPlane = ControlPlane.start();
        broker = TestBroker.running();
        broker.createTopics(PREFIX, PARTITIONS);
        install();
    }

    KubernetesClient client() {
        return controlPlane.client();
    }

    ControlPlane controlPlane() {
        return controlPlane;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    LogWriter log() {
        String cluster = client().namespaces().withName("kube-system").get().getMetadata().getUid();
        return new LogWriter(bootstrapServers(), cluster);
    }

    /// Deletes everything that was ever written, as when the broker loses its disk.
    void loseLog() throws Exception {
        try (Admin admin = Admin.create(broker.settings(PREFIX).admin())) {
            var names = Arrays.stream(Topic.values()).map(one -> one.under(PREFIX)).toList();
            admin.deleteTopics(names).all().get();
            await().until(
                            () ->
                                    admin.listTopics().names().get().stream()
                                            .noneMatch(names::contains));
        }
        broker.createTopics(PREFIX, PARTITIONS);
    }

    private void install() {
        CustomResourceDefinitions.all().forEach(one -> client().resource(one).create());
        CustomResourceDefinitions.all()
                .forEach(
                        one ->
                                client().resource(one)
                                        .waitUntilCondition(
                                                Platform::isServed, 20, TimeUnit.SECONDS));
        client().resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
    }

    private static boolean isServed(CustomResourceDefinition one) {
        return one != null
                && one.getStatus() != null
                && one.getStatus().getConditions().stream()
                        .anyMatch(
                                condition ->
                                        condition.getType().equals("Established")
                                                && condition.getStatus().equals("True"));
    }

    @Override
    public void close() {
        broker.stop();
        controlPlane.close();
    }
}
