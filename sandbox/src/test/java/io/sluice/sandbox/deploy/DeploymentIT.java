package io.sluice.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.DirectoryTree;
import io.sluice.kustomize.Kustomize;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What `kubectl apply -k deploy/base` would do, with our own Kustomize.
final class DeploymentIT {

    private static final Path REPOSITORY =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    @Test
    void the_base_builds_and_the_api_server_accepts_all_of_it() throws IOException {
        BuildResult result =
                new Kustomize()
                        .build(DirectoryTree.of(REPOSITORY), "/deploy/base", BuildOptions.DEFAULT);
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        String yaml = ((BuildResult.Built) result).yaml();
        try (ControlPlane controlPlane = ControlPlane.start()) {
            KubernetesClient client = controlPlane.client();
            List<HasMetadata> objects =
                    client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                            .items();
            assertThat(objects).hasSizeGreaterThan(30);
            objects.stream()
                    .filter(each -> each.getKind().equals("Namespace"))
                    .forEach(each -> apply(client, each));
            objects.forEach(each -> apply(client, each));
            List<Deployment> deployments =
                    client.apps().deployments().inNamespace("sluice-system").list().getItems();
            assertThat(deployments)
                    .extracting(each -> each.getMetadata().getName())
                    .containsExactlyInAnyOrder(
                            "sluice-source-watcher",
                            "sluice-renderer",
                            "sluice-applier",
                            "sluice-status-projector");
            assertThat(deployments)
                    .allSatisfy(
                            each ->
                                    assertThat(each.getMetadata().getLabels())
                                            .containsEntry("app.kubernetes.io/part-of", "flux"));
        }
    }

    private static void apply(KubernetesClient client, HasMetadata object) {
        HasMetadata applied =
                client.resource(object).fieldManager("test").forceConflicts().serverSideApply();
        assertThat(applied.getMetadata().getUid()).isNotEmpty();
    }
}
