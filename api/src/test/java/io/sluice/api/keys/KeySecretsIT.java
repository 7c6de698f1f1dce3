package io.sluice.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Against a real API server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySecretsIT {
    private final ControlPlane controlPlane = ControlPlane.start();
    private final KeySecrets secrets = new KeySecrets(controlPlane.client(), "default");

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void many_callers_at_once_agree_on_one_ring() {
        assertThat(secrets.read(KeyPurpose.LOG_HMAC)).isEmpty();

        var rings =
                Stream.generate(() -> KeyPurpose.LOG_HMAC)
                        .limit(8)
                        .gather(Gatherers.mapConcurrent(8, secrets::readOrCreate))
                        .map(KeyRing::toSecretData)
                        .distinct()
                        .toList();

        SortedMap<String, String> read =
                secrets.read(KeyPurpose.LOG_HMAC).orElseThrow().toSecretData();
        assertThat(rings).containsExactly(read);
    }

    @Test
    void a_secret_without_keys_is_reported_by_name_and_left_alone() {
        var broken =
                new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(KeyPurpose.SEALING.secretName())
                        .endMetadata()
                        .withData(Map.of("other", "eA=="))
                        .build();
        controlPlane.client().resource(broken).create();

        assertThatThrownBy(() -> secrets.readOrCreate(KeyPurpose.SEALING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("default/sluice-sealing")
                .hasMessageContaining("no entry 'current'");
        assertThat(controlPlane.client().resource(broken).get().getData())
                .isEqualTo(Map.of("other", "eA=="));
    }

    @Test
    void the_cluster_is_known_by_its_system_namespace() {
        var namespace =
                controlPlane
                        .client()
                        .namespaces()
                        .withName("kube-system")
                        .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);

        assertThat(ClusterIdentity.read(controlPlane.client()).uid())
                .isEqualTo(namespace.getMetadata().getUid());
    }
}
