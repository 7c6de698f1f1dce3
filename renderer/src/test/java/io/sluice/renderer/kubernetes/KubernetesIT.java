package io.sluice.renderer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.api.keys.KeySecrets;
import io.sluice.events.Reference;
import io.sluice.renderer.substitution.FoundVariables;
import io.sluice.renderer.substitution.VariableStore.UnreadableException;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the renderer reads of a real API server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KubernetesIT {

    private static final String NAMESPACE = "apps";

    private final ControlPlane platform;
    private final KubernetesClient client;

    KubernetesIT() throws Exception {
        platform = ControlPlane.start();
        client = platform.client();
    }

    @BeforeAll
    void namespace() {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void variables_are_read_with_their_version_and_not_again_at_the_same_one() throws Exception {
        var variables = new KubernetesVariables(client);
        ConfigMap map = configMap("one");
        FoundVariables found = variables.read(reference("ConfigMap", "vars"));
        assertThat(found.values()).containsEntry("a", "one");
        assertThat(found.reference().uid()).isEqualTo(map.getMetadata().getUid());
        assertThat(found.reference().resourceVersion())
                .isEqualTo(map.getMetadata().getResourceVersion());

        ConfigMap changed = configMap("two");
        assertThat(variables.read(found.reference()).values())
                .as("what was asked for at this version")
                .containsEntry("a", "one");
        assertThat(variables.read(reference("ConfigMap", "vars")).reference().resourceVersion())
                .isEqualTo(changed.getMetadata().getResourceVersion());
    }

    @Test
    void secrets_are_decoded_and_what_is_absent_says_so() throws Exception {
        Secret secret =
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("vars")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .addToStringData("a", "grüße")
                        .build();
        client.resource(secret).create();
        var variables = new KubernetesVariables(client);
        FoundVariables found = variables.read(reference("Secret", "vars"));
        assertThat(found.values()).containsEntry("a", "grüße");
        assertThat(found).asString().doesNotContain("grüße");
        assertThat(variables.read(reference("Secret", "nope")).isPresent()).isFalse();
    }

    @Test
    void an_api_server_that_does_not_let_us_is_no_absent_object() {
        var config = new io.fabric8.kubernetes.client.ConfigBuilder(client.getConfiguration());
        try (var nobody =
                new io.fabric8.kubernetes.client.KubernetesClientBuilder()
                        .withConfig(config.withOauthToken("nobody").build())
                        .build()) {
            assertThatThrownBy(
                            () -> new KubernetesVariables(nobody).read(reference("Secret", "vars")))
                    .isInstanceOfSatisfying(
                            UnreadableException.class,
                            refused -> assertThat(refused.isForbidden()).isTrue());
        }
    }

    @Test
    void the_keys_are_waited_for() throws Exception {
        CompletableFuture<Keys> keys = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        keys.complete(Keys.await(client, NAMESPACE));
                                    } catch (InterruptedException e) {
                                        keys.completeExceptionally(e);
                                    }
                                });
        var secrets = new KeySecrets(client, NAMESPACE);
        KeyRing signing = secrets.readOrCreate(KeyPurpose.LOG_HMAC);
        KeyRing sealing = secrets.readOrCreate(KeyPurpose.SEALING);
        Keys found = keys.get(30, TimeUnit.SECONDS);
        assertThat(found.signing().currentId()).isEqualTo(signing.currentId());
        assertThat(found.sealing().currentId()).isEqualTo(sealing.currentId());
        assertThat(found.clusterUid()).hasSize(36);
        waiting.join();
    }

    private ConfigMap configMap(String value) {
        return client.resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("vars")
                                .withNamespace(NAMESPACE)
                                .endMetadata()
                                .addToData("a", value)
                                .build())
                .forceConflicts()
                .fieldManager("test")
                .serverSideApply();
    }

    private static Reference reference(String kind, String name) {
        return new Reference(kind, NAMESPACE, name, null, null);
    }
}
