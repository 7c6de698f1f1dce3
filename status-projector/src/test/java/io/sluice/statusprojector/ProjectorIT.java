package io.sluice.statusprojector;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.restassured.RestAssured;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.source.GitRepository;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.Topic;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorIT {
    private Platform platform = null;
    private KubernetesClient client = null;
    private LogWriter log = null;
    private RunningService service = null;

    @BeforeAll
    void start() throws Exception {
        platform = new Platform();
        client = platform.client();
        log = platform.log();
        service = RunningService.start(platform, Path.of("target", "projector-it.log"));
        service.awaitReady();
        RestAssured.port = service.port();
    }

    @AfterAll
    void stop() {
        service.close();
        log.close();
        platform.close();
    }

    @Test
    void shows_a_stored_artifact_on_the_source() {
        GitRepository source = create("source.yaml", GitRepository.class);
        ResourceKey key = Facts.SOURCE;
        Context context =
                Facts.context(
                        source.getMetadata().getUid(),
                        source.getMetadata().getGeneration(),
                        1,
                        "now");

        log.write(Topic.COMMITS, key, Slot.SELF, context, Facts.detected(Facts.REVISION));

        await().untilAsserted(
                        () -> {
                            var status = read(source).currentStatus();
                            assertThat(status.observedGeneration()).isEqualTo(1);
                            assertThat(status.lastHandledReconcileAt()).isEqualTo("now");
                            assertThat(status.artifact()).isNotNull();
                            assertThat(status.artifact().revision()).isEqualTo(Facts.REVISION);
                            assertThat(status.conditions())
                                    .extracting(one -> one.type() + one.status() + one.reason())
                                    .containsExactly(
                                            "ReadyTrueSucceeded", "ArtifactInStorageTrueSucceeded");
                        });
        given().get("/api/v1/sources/GitRepository/apps/web")
                .then()
                .statusCode(200)
                .body("ready.status", org.hamcrest.Matchers.equalTo("True"));
    }

    @Test
    void shows_an_applied_unit_and_leaves_the_inventory_alone() {
        Kustomization unit = create("unit.yaml", Kustomization.class);
        ResourceKey key = Facts.unit("web");
        Context context =
                Facts.context(
                        unit.getMetadata().getUid(), unit.getMetadata().getGeneration(), 2, "now");
        applyInventory(unit);
        flux(unit);

        apply(key, context);

        await().untilAsserted(
                        () -> {
                            KustomizationStatus status = read(unit).currentStatus();
                            assertThat(status.lastAppliedRevision()).isEqualTo(Facts.REVISION);
                            assertThat(status.lastAttemptedRevision()).isEqualTo(Facts.REVISION);
                            assertThat(status.lastAppliedOriginRevision()).isNull();
                            assertThat(status.conditions())
                                    .extracting(one -> one.type() + one.status() + one.message())
                                    .containsExactly(
                                            "ReadyTrueApplied revision: " + Facts.REVISION);
                            assertThat(status.inventory()).isNotNull();
                            assertThat(status.inventory().entries()).hasSize(1);
                        });
        System.err.println(client.getKubernetesSerialization().asYaml(read(unit)));
    }

    private void apply(ResourceKey key, Context context) {
        log.write(Topic.REQUESTS, key, Slot.SELF, context, Facts.requested());
        log.write(Topic.MANIFESTS, key, Slot.SELF, context, Facts.manifests(Facts.DIGEST));
        log.write(Topic.OUTCOMES, key, Slot.RENDER, context, Facts.rendered(Facts.DIGEST));
        log.write(Topic.OUTCOMES, key, Slot.APPLY, context, Facts.applied(Facts.DIGEST));
        log.write(
                Topic.OUTCOMES,
                key,
                Slot.HEALTH,
                context,
                Facts.health(Facts.DIGEST, HealthReported.State.NOT_AWAITED, null, Facts.REVISION));
    }

    private void applyInventory(Kustomization unit) {
        statusBy(
                "sluice-applier",
                unit,
                "inventory: {entries: [{id: apps_settings__ConfigMap, v: v1}]}");
    }

    private void flux(Kustomization unit) {
        statusBy(
                "gotk-kustomize-controller",
                unit,
                """
                lastAppliedOriginRevision: old
                lastAppliedRevision: older
                observedGeneration: 1
                conditions:
                - {type: Ready, status: "False", reason: BuildFailed, message: no, observedGeneration: 1, lastTransitionTime: "2026-01-01T00:00:00Z"}
                - {type: Reconciling, status: "True", reason: ProgressingWithRetry, message: no, observedGeneration: 1, lastTransitionTime: "2026-01-01T00:00:00Z"}
                """);
    }

    private void statusBy(String manager, Kustomization unit, String status) {
        GenericKubernetesResource patch =
                client.getKubernetesSerialization()
                        .unmarshal(
                                """
                                apiVersion: kustomize.toolkit.fluxcd.io/v1
                                kind: Kustomization
                                metadata: {name: %s, namespace: apps}
                                status:
                                %s
                                """
                                        .formatted(unit.getMetadata().getName(), status.indent(2)),
                                GenericKubernetesResource.class);
        client.resource(patch)
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager(manager)
                                .withForce(true)
                                .build());
    }

    private <T extends io.fabric8.kubernetes.api.model.HasMetadata> T create(
            String file, Class<T> type) {
        T resource =
                client.getKubernetesSerialization()
                        .unmarshal(ProjectorIT.class.getResourceAsStream("/cluster/" + file), type);
        return client.resource(resource).create();
    }

    private <T extends io.fabric8.kubernetes.api.model.HasMetadata> T read(T resource) {
        return client.resource(resource).get();
    }
}
