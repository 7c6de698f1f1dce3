package io.sluice.statusprojector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.sandbox.kstatus.StatusRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnservedKindsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Platform platform;
    private KubernetesClient client;
    private RunningService service;
    private StatusRecorder statuses;

    @BeforeAll
    void start() throws Exception {
        platform = new Platform();
        client = platform.client();
        statuses = StatusRecorder.watching(client);
        service = RunningService.start(platform, Path.of("target", "unserved-kinds-it.log"));
        service.awaitReady();
    }

    @AfterAll
    void stop() {
        service.close();
        statuses.close();
        platform.close();
    }

    @Test
    void each_says_that_it_is_stalled_and_why() {
        List<GenericKubernetesResource> resources = Declared.all("unserved.yaml");
        resources.forEach(resource -> client.resource(resource).create());

        for (GenericKubernetesResource resource : resources) {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(conditions(resource))
                                            .as(resource.getKind())
                                            .containsExactly(
                                                    "Stalled=True KindNotServed",
                                                    "Ready=False KindNotServed"));
        }
        assertThat(statuses.takeBroken()).isEmpty();
    }

    @Test
    void what_others_wrote_into_the_status_stays() {
        GenericKubernetesResource release = Declared.one("released.yaml");
        Object status = release.getAdditionalProperties().remove("status");
        GenericKubernetesResource created = client.resource(release).create();
        created.setAdditionalProperty("status", status);
        client.resource(created).subresource("status").update();

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(conditions(release))
                                        .contains("Stalled=True KindNotServed"));
        assertThat(read(release).<String>get("status", "helmChart")).isEqualTo("apps/web");
    }

    @Test
    void a_chart_registry_is_not_waited_for() {
        GenericKubernetesResource registry = Declared.one("registry.yaml");
        client.resource(registry).create();

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(read(registry).<Map<String, Object>>get("status"))
                                        .isNotNull()
                                        .isEmpty());
    }

    private GenericKubernetesResource read(GenericKubernetesResource resource) {
        return client.resource(resource).get();
    }

    private List<String> conditions(GenericKubernetesResource resource) {
        List<Map<String, Object>> conditions = read(resource).get("status", "conditions");
        return conditions == null
                ? List.of()
                : conditions.stream()
                        .map(
                                one ->
                                        "%s=%s %s"
                                                .formatted(
                                                        one.get("type"),
                                                        one.get("status"),
                                                        one.get("reason")))
                        .toList();
    }
}
