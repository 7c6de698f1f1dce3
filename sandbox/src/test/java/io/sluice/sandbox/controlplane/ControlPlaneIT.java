package io.sluice.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.sandbox.controlplane.Cluster.ServiceAccountName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneIT {

    @TempDir static Path folder;
    private ControlPlane controlPlane;

    @BeforeAll
    void start() {
        controlPlane =
                ControlPlane.start(ControlPlane.Options.defaults().in(folder).withAuditLog());
    }

    @AfterAll
    void stop() {
        controlPlane.close();
        assertThat(controlPlane.apiServerProcess().isAlive()).isFalse();
        assertThat(controlPlane.etcdProcess().isAlive()).isFalse();
    }

    @Test
    void knows_the_administrator_and_refuses_an_unknown_token() {
        String path = "/api/v1/namespaces";
        assertThat(controlPlane.status(path, controlPlane.administratorToken())).isEqualTo(200);
        assertThat(controlPlane.status(path, "somebody")).isEqualTo(401);
    }

    @Test
    void gives_a_service_account_its_own_rights_and_no_others() {
        var client = controlPlane.client();
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("tenant")
                                .endMetadata()
                                .build())
                .create();
        client.resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("worker")
                                .withNamespace("tenant")
                                .endMetadata()
                                .build())
                .create();
        Path kubeconfig =
                controlPlane.writeKubeconfigOf(
                        new ServiceAccountName("tenant", "worker"),
                        folder.resolve("worker.kubeconfig"));
        try (var worker =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                        .build()) {
            assertThatThrownBy(() -> worker.configMaps().inNamespace("tenant").list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("system:serviceaccount:tenant:worker")
                    .hasMessageContaining("cannot list resource");
        }
    }

    @Test
    void serves_as_a_cluster_of_somebody_else() {
        try (var existing = ExistingCluster.of(controlPlane.kubeconfig())) {
            var account =
                    new ServiceAccountBuilder()
                            .withNewMetadata()
                            .withName("guest")
                            .withNamespace("default")
                            .endMetadata()
                            .build();
            existing.client().resource(account).create();
            Path kubeconfig =
                    existing.writeKubeconfigOf(
                            new ServiceAccountName("default", "guest"),
                            folder.resolve("guest.kubeconfig"));
            try (var guest =
                    new KubernetesClientBuilder()
                            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                            .build()) {
                assertThat(guest.getKubernetesVersion().getGitVersion())
                        .isEqualTo(Binaries.VERSION);
            }
        }
    }

    @Test
    void keeps_its_objects_when_the_api_server_is_killed_and_started_again() throws IOException {
        var map =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("kept")
                        .withNamespace("default")
                        .endMetadata()
                        .build();
        controlPlane.client().resource(map).create();
        controlPlane.killApiServer();
        assertThat(controlPlane.status("/readyz", controlPlane.administratorToken())).isZero();
        controlPlane.startApiServer();
        assertThat(controlPlane.client().resource(map).get()).isNotNull();
        assertThat(Files.readString(controlPlane.auditLog())).contains("\"name\":\"kept\"");
    }
}
