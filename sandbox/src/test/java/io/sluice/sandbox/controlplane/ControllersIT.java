package io.sluice.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// In the long tier, because the first run builds the controllers.
@EnabledIfSystemProperty(named = "sluice.long", matches = "true")
class ControllersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void make_a_deployment_available() {
        try (var controlPlane = ControlPlane.start();
                var controllers =
                        Controllers.start(
                                controlPlane, ControlPlane.Options.defaults().progress())) {
            var client = controlPlane.client();
            client.apps().deployments().inNamespace("default").resource(deployment()).create();
            Deployment available =
                    client.apps()
                            .deployments()
                            .inNamespace("default")
                            .withName("web")
                            .waitUntilReady(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(available.getStatus().getAvailableReplicas()).isEqualTo(3);
            assertThat(controllers.children()).allMatch(child -> child.isAlive());
        }
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("example.org/web:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
