package io.sluice.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.WellKnown;
import io.sluice.api.source.GitRepository;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The definitions in a real API server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdIT {
    private final ControlPlane controlPlane = ControlPlane.start();
    private final KubernetesClient client = controlPlane.client();

    @BeforeAll
    void install() {
        for (var crd : CustomResourceDefinitions.all()) {
            client.resource(crd).create();
        }
        for (var crd : CustomResourceDefinitions.all()) {
            client.resource(crd)
                    .waitUntilCondition(it -> holds(it, "Established"), 30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void every_name_is_accepted_also_the_short_ones() {
        for (var crd : CustomResourceDefinitions.all()) {
            var installed = client.resource(crd).get();

            assertThat(holds(installed, "NamesAccepted")).as(crd.getMetadata().getName()).isTrue();
            assertThat(holds(installed, "NonStructuralSchema")).isFalse();
            assertThat(installed.getStatus().getAcceptedNames().getShortNames())
                    .isEqualTo(crd.getSpec().getNames().getShortNames());
            assertThat(installed.getStatus().getAcceptedNames().getCategories())
                    .contains("all", "fluxcd");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void the_schema_says(Example example) {
        if (example.complaint().isEmpty()) {
            assertThat(create(example).getKind()).isEqualTo(example.kind());
        } else {
            assertThatThrownBy(() -> create(example))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining(example.complaint().get());
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                        GitRepositoryExamples.all(),
                        KustomizationExamples.all(),
                        SourceExamples.all(),
                        OtherExamples.all())
                .flatMap(List::stream);
    }

    @Test
    void a_new_object_has_defaults_and_the_status_of_one_nobody_handled() {
        var repository = created(GitRepositoryExamples.MINIMAL, GitRepository.class, "fresh");
        var kustomization = created(KustomizationExamples.MINIMAL, Kustomization.class, "fresh");

        assertThat(repository.getStatus()).isEqualTo(GitRepositoryStatus.UNOBSERVED);
        assertThat(repository.getSpec().timeout()).isEqualTo("60s");
        assertThat(repository.getSpec().provider()).isNull();
        assertThat(kustomization.getStatus()).isEqualTo(KustomizationStatus.UNOBSERVED);
        assertThat(kustomization.getSpec().force()).isFalse();
        assertThat(kustomization.getSpec().deletionPolicy()).isNull();
        assertThat(WellKnown.hasFinalizer(kustomization)).isFalse();
    }

    @Test
    void a_full_status_of_a_repository_comes_back_as_written() {
        var repository = created(GitRepositoryExamples.MINIMAL, GitRepository.class, "full");
        repository.setStatus(Statuses.repository());

        client.resource(repository).updateStatus();

        assertThat(client.resource(repository).get().getStatus()).isEqualTo(Statuses.repository());
    }

    @Test
    void a_full_status_of_a_kustomization_comes_back_as_written() {
        var kustomization = created(KustomizationExamples.MINIMAL, Kustomization.class, "full");
        kustomization.setStatus(Statuses.kustomization());

        client.resource(kustomization).updateStatus();

        assertThat(client.resource(kustomization).get().getStatus())
                .isEqualTo(Statuses.kustomization());
    }

    private <T extends HasMetadata> T created(String yaml, Class<T> kind, String name) {
        var resource = Serialization.unmarshal(yaml, kind);
        resource.getMetadata().setName(name);
        return client.resource(resource).create();
    }

    private GenericKubernetesResource create(Example example) {
        var resource =
                Serialization.unmarshal(
                        example.resource().toString(), GenericKubernetesResource.class);
        return client.resource(resource).dryRun().create();
    }

    private static boolean holds(CustomResourceDefinition crd, String type) {
        return crd.getStatus() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(it -> it.getType().equals(type) && it.getStatus().equals("True"));
    }
}
