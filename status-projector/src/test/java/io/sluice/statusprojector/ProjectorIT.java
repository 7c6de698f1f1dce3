package io.sluice.statusprojector;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.source.GitRepository;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.EventJson;
import io.sluice.events.wire.Topic;
import io.sluice.sandbox.kstatus.StatusRecorder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorIT {
    private Platform platform;
    private KubernetesClient client;
    private LogWriter log;
    private RunningService service;
    private StatusRecorder statuses;

    @BeforeAll
    void start() throws Exception {
        platform = new Platform();
        client = platform.client();
        log = platform.log();
        statuses = StatusRecorder.watching(client);
        service = begin();
    }

    @AfterEach
    void every_status_was_good_and_worth_its_write() {
        assertThat(statuses.takeBroken()).isEmpty();
    }

    @AfterAll
    void stop() {
        service.close();
        statuses.close();
        log.close();
        platform.close();
    }

    @Test
    void shows_a_stored_artifact_on_the_source() {
        GitRepository source = create(source(), GitRepository.class);

        log.write(
                Topic.COMMITS,
                Facts.SOURCE,
                Slot.SELF,
                context(source, 1),
                Facts.detected(Facts.REVISION));

        await().untilAsserted(
                        () -> {
                            var status = read(source).currentStatus();
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
                .body("ready.status", equalTo("True"))
                .body("artifact.revision", equalTo(Facts.REVISION))
                .body("commits[0].author", equalTo("Ada <ada@example.com>"));
        given().get("/api/v1/sources").then().body("items.key", hasItem("GitRepository/apps/web"));
    }

    @Test
    void takes_over_a_unit_and_leaves_the_inventory_alone() {
        Kustomization unit = create(unit("taken"), Kustomization.class);
        applyInventory(unit);
        flux(unit);

        apply(unit, 2);

        await().untilAsserted(() -> isReady(unit));
        KustomizationStatus status = read(unit).currentStatus();
        assertThat(status.lastAppliedRevision()).isEqualTo(Facts.REVISION);
        assertThat(status.lastAppliedOriginRevision()).isNull();
        assertThat(status.inventory()).isNotNull();
        assertThat(status.inventory().entries()).hasSize(1);
        assertThat(status.history()).hasSize(1);
    }

    @Test
    void writes_an_unhurried_unit_once_and_not_again_after_a_restart() {
        Kustomization unit = create(unit("once"), Kustomization.class);
        apply(unit, 3);
        await().untilAsserted(() -> isReady(unit));
        String version = read(unit).getMetadata().getResourceVersion();

        for (int i = 0; i < 3; i++) {
            restart();
            await().until(() -> metric("sluice_projection_caught_up") == 1.0);
            given().get("/api/v1/units/Kustomization/apps/once").then().statusCode(200);
        }

        Kustomization marker = create(unit("marker"), Kustomization.class);
        apply(marker, 4);
        await().untilAsserted(() -> isReady(marker));
        assertThat(read(unit).getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void catches_up_with_what_happened_while_it_was_away() {
        Kustomization unit = create(unit("away"), Kustomization.class);
        service.kill();
        apply(unit, 5);

        service = begin();

        await().untilAsserted(() -> isReady(unit));
    }

    @Test
    void goes_on_when_the_log_is_lost_and_filled_again() throws Exception {
        Kustomization unit = create(unit("lost"), Kustomization.class);
        apply(unit, 20);
        await().untilAsserted(() -> isReady(unit));
        String version = read(unit).getMetadata().getResourceVersion();

        platform.loseLog();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.code("/api/v1/units/Kustomization/apps/lost") == 404);
        Kustomization later = create(unit("later"), Kustomization.class);
        applied(
                Facts.unit("lost"),
                Facts.context(
                        unit.getMetadata().getUid(), 1, 21, null, Facts.REVISION, Cause.LOG_LOST),
                Facts.REVISION);
        apply(later, 22);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> isReady(later));
        // The loss of each topic is noticed by itself.
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .until(() -> service.code("/api/v1/units/Kustomization/apps/lost") == 200);
        assertThat(read(unit).getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void shows_that_a_slow_unit_is_under_way() {
        Kustomization unit = create(unit("slow"), Kustomization.class);
        Context context = context(unit, 6);
        ResourceKey key = Facts.unit("slow");

        log.write(Topic.REQUESTS, key, Slot.SELF, context, Facts.requested());
        log.write(Topic.OUTCOMES, key, Slot.RENDER, context, Facts.rendered(Facts.DIGEST));
        log.write(Topic.OUTCOMES, key, Slot.APPLY, context, Facts.applied(Facts.DIGEST));
        log.write(
                Topic.OUTCOMES,
                key,
                Slot.HEALTH,
                context,
                Facts.health(Facts.DIGEST, HealthReported.State.WAITING, null, null));

        await().untilAsserted(
                        () ->
                                assertThat(read(unit).currentStatus().conditions())
                                        .extracting(one -> one.type() + one.status())
                                        .containsExactly(
                                                "ReconcilingTrue",
                                                "ReadyUnknown",
                                                "HealthyUnknown"));
        assertThat(read(unit).currentStatus().lastHandledReconcileAt()).isEqualTo("now");
    }

    @Test
    void leaves_a_suspended_unit_alone_until_it_is_resumed() {
        Kustomization suspended = unit("suspended");
        suspend(suspended, true);
        Kustomization unit = create(suspended, Kustomization.class);
        apply(unit, 7);
        Kustomization marker = create(unit("unsuspended"), Kustomization.class);
        apply(marker, 8);
        await().untilAsserted(() -> isReady(marker));
        assertThat(read(unit).currentStatus().conditions()).isEmpty();

        client.resource(unit)
                .edit(
                        live -> {
                            suspend(live, false);
                            return live;
                        });
        apply(read(unit), 9);

        await().untilAsserted(() -> isReady(unit));
    }

    @Test
    void shows_results_soon_after_they_are_known(TestReporter reporter) {
        var millis = new ArrayList<Long>();
        double before = metric("sluice_status_writes_total");
        Kustomization unit = create(unit("fast"), Kustomization.class);
        for (int i = 0; i < 20; i++) {
            String revision = "main@sha1:%040d".formatted(i);
            Context context =
                    Facts.context(
                            unit.getMetadata().getUid(),
                            1,
                            100 + i,
                            null,
                            revision,
                            Cause.NEW_REVISION);
            long start = System.nanoTime();
            applied(Facts.unit("fast"), context, revision);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> revision.equals(read(unit).currentStatus().lastAppliedRevision()));
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        millis.sort(null);
        reporter.publishEntry("from Applied to the status showing it, ms", millis.toString());
        assertThat(millis.get(millis.size() / 2)).isLessThan(1000);
        assertThat(metric("sluice_status_writes_total") - before).isLessThan(2 * millis.size());
    }

    @Test
    void tells_of_a_unit_by_rest_without_any_body() {
        Kustomization unit = create(unit("rest"), Kustomization.class);
        apply(unit, 30);

        await().untilAsserted(
                        () ->
                                given().get("/api/v1/units/Kustomization/apps/rest")
                                        .then()
                                        .statusCode(200)
                                        .body("stage", equalTo("healthy")));
        String body =
                given().get("/api/v1/units/Kustomization/apps/rest")
                        .then()
                        .contentType("application/json")
                        .body("key", equalTo("Kustomization/apps/rest"))
                        .body("ready.status", equalTo("True"))
                        .body("requests.asked", equalTo("1.30"))
                        .body("requests.health", equalTo("1.30"))
                        .body("requests.cause", equalTo("NEW_REVISION"))
                        .body("revision", equalTo(Facts.REVISION))
                        .body("lastAppliedRevision", equalTo(Facts.REVISION))
                        .body("source", equalTo("GitRepository/apps/web"))
                        .body("timeline.requested", notNullValue())
                        .body("timeline.healthy", notNullValue())
                        .body("slots.apply.outcome", equalTo("Applied"))
                        .body("changes[0].action", equalTo("configured"))
                        .body("objects[0].file", equalTo("apps/settings.yaml"))
                        .extract()
                        .asString();
        assertThat(body).doesNotContain("hidden");
        given().get("/api/v1/units").then().body("items.key", hasItem("Kustomization/apps/rest"));
    }

    @Test
    void says_in_json_what_it_does_not_know() {
        for (String path :
                List.of(
                        "/api/v1/units/Kustomization/apps/none",
                        "/api/v1/sources/GitRepository/apps/none")) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/json")
                    .body("error", equalTo("NotFound"))
                    .body("message", containsString("apps/none is known"));
        }
    }

    @Test
    void streams_changes_as_they_happen() throws Exception {
        var lines = new LinkedBlockingQueue<String>();
        var request = HttpRequest.newBuilder(service.uri("/api/v1/stream")).build();
        try (var http = HttpClient.newHttpClient()) {
            var reading =
                    http.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                            .thenAccept(answer -> answer.body().forEach(lines::add));
            assertThat(lines.poll(10, TimeUnit.SECONDS)).startsWith(":");
            Context context = Facts.context("uid", 1, 40, null);

            applied(Facts.unit("streamed"), context, Facts.REVISION);

            var stages = new ArrayList<String>();
            while (stages.size() < 4) {
                String line = lines.poll(10, TimeUnit.SECONDS);
                assertThat(line).isNotNull();
                if (line.startsWith("data:") && line.contains("Kustomization/apps/streamed")) {
                    stages.add(JsonPath.from(line.substring(5)).getString("stage"));
                }
            }
            assertThat(stages)
                    .containsExactlyInAnyOrder("requested", "rendered", "applied", "healthy");
            reading.cancel(true);
            http.shutdownNow();
        }
    }

    private void isReady(Kustomization unit) {
        assertThat(read(unit).currentStatus().conditions())
                .extracting(one -> one.type() + one.status() + one.message())
                .containsExactly("ReadyTrueApplied revision: " + Facts.REVISION);
    }

    private RunningService begin() {
        RunningService started =
                RunningService.start(platform, Path.of("target", "projector-it.log"));
        started.awaitReady();
        RestAssured.port = started.port();
        return started;
    }

    private void restart() {
        service.close();
        service = begin();
    }

    private double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Context context(HasMetadata resource, long sequence) {
        return Facts.context(
                resource.getMetadata().getUid(),
                resource.getMetadata().getGeneration(),
                sequence,
                "now");
    }

    private void apply(Kustomization unit, long sequence) {
        applied(Facts.unit(unit.getMetadata().getName()), context(unit, sequence), Facts.REVISION);
    }

    private void applied(ResourceKey key, Context context, String revision) {
        log.write(Topic.REQUESTS, key, Slot.SELF, context, Facts.requested());
        log.write(Topic.MANIFESTS, key, Slot.SELF, context, Facts.manifests(Facts.DIGEST));
        log.write(Topic.OUTCOMES, key, Slot.RENDER, context, Facts.rendered(Facts.DIGEST));
        log.write(Topic.OUTCOMES, key, Slot.APPLY, context, Facts.applied(Facts.DIGEST));
        log.write(
                Topic.OUTCOMES,
                key,
                Slot.HEALTH,
                context,
                Facts.health(Facts.DIGEST, HealthReported.State.NOT_AWAITED, null, revision));
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

    private Kustomization unit(String name) {
        Kustomization unit = load("unit.yaml", Kustomization.class);
        unit.getMetadata().setName(name);
        return unit;
    }

    private void suspend(Kustomization unit, boolean suspended) {
        ObjectNode spec = EventJson.mapper().valueToTree(unit.getSpec());
        spec.put("suspend", suspended);
        unit.setSpec(EventJson.mapper().convertValue(spec, KustomizationSpec.class));
    }

    private GitRepository source() {
        return load("source.yaml", GitRepository.class);
    }

    private <T> T load(String file, Class<T> type) {
        return client.getKubernetesSerialization()
                .unmarshal(ProjectorIT.class.getResourceAsStream("/cluster/" + file), type);
    }

    private <T extends HasMetadata> T create(T resource, Class<T> type) {
        return type.cast(client.resource(resource).create());
    }

    private <T extends HasMetadata> T read(T resource) {
        return client.resource(resource).get();
    }
}
