package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.engine.Policies;
import io.sluice.applier.plan.DeleteGuard;
import io.sluice.applier.plan.Stages;
import io.sluice.events.Applied;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What kubectl and other managers of old left on an object is taken over, so that it disappears
/// when Git does not name it.
final class KubectlFieldsIT {

    private final TestBench bench =
            TestBench.started(
                    new Policies(
                            true,
                            Stages.USUAL,
                            new Leftovers(List.of("old-tool")),
                            DeleteGuard.OFF));

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_kubectl_applied_and_git_does_not_name_disappears() {
        var unit = bench.declare("app");
        create("kubectl-client-side-apply");

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(configMap().getData()).containsExactly(Map.entry("key", "1"));
        assertThat(configMap().getMetadata().getAnnotations())
                .doesNotContainKey("kubectl.kubernetes.io/last-applied-configuration");
        assertThat(managers()).containsExactly("kustomize-controller");
    }

    @Test
    void what_a_manager_that_the_operator_names_set_disappears() {
        var unit = bench.declare("app");
        create("old-tool-v2");

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(configMap().getData()).containsExactly(Map.entry("key", "1"));
    }

    /// Nobody is known to have set it: it was there before there were managed fields.
    @Test
    void what_was_there_before_the_first_apply_disappears() {
        var unit = bench.declare("app");
        create("some-controller");
        clearManagedFields();

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(configMap().getData()).containsExactly(Map.entry("key", "1"));
        assertThat(managers()).containsExactly("kustomize-controller");
    }

    @Test
    void what_leaves_git_goes_even_if_somebody_cleared_the_managed_fields() {
        var unit = bench.declare("app");
        String two = bench.configMapYaml("a", "1").replace("data: {", "data: {more: \"2\", ");
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", two), Applied.class);
        clearManagedFields();
        await().atMost(TestBench.SOON).until(() -> managers().contains("kustomize-controller"));

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(configMap().getData()).containsExactly(Map.entry("key", "1"));
    }

    @Test
    void what_any_other_manager_set_stays() {
        var unit = bench.declare("app");
        create("some-controller");

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(configMap().getData()).containsEntry("theirs", "1");
    }

    @Test
    void with_ssa_merge_it_stays() {
        var unit = bench.declare("app");
        create("kubectl-client-side-apply");

        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: a
                          namespace: %s
                          labels: {kustomize.toolkit.fluxcd.io/ssa: merge}
                        data: {key: "1"}
                        """
                                .formatted(bench.namespace)),
                Applied.class);

        assertThat(configMap().getData()).containsEntry("theirs", "1").containsEntry("key", "1");
    }

    @Test
    void a_field_that_kubectl_adds_later_is_taken_back_with_the_next_request() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        write(
                "/a?fieldManager=kubectl-edit",
                "PUT",
                new ConfigMapBuilder(configMap()).addToData("added", "by hand").build());

        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () -> {
                            bench.awaitOutcome(
                                    unit,
                                    bench.render(
                                            unit, "main@sha1:2", bench.configMapYaml("a", "1")),
                                    Applied.class);
                            assertThat(configMap().getData()).containsOnlyKeys("key");
                        });
    }

    @Test
    void once_taken_over_nothing_is_sent_again() {
        var unit = bench.declare("app");
        create("kubectl-client-side-apply");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);
        var requests = bench.requests();

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "1")),
                Applied.class);

        assertThat(bench.requests()).isEqualTo(requests);
    }

    private void create(String manager) {
        write(
                "?fieldManager=" + manager,
                "POST",
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(bench.namespace)
                        .withName("a")
                        .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{}")
                        .endMetadata()
                        .withData(Map.of("key", "0", "theirs", "1"))
                        .build());
    }

    private void write(String path, String method, ConfigMap object) {
        bench.client.raw(
                "/api/v1/namespaces/" + bench.namespace + "/configmaps" + path, method, object);
    }

    private void clearManagedFields() {
        bench.client
                .configMaps()
                .inNamespace(bench.namespace)
                .withName("a")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"managedFields\":[{}]}}");
    }

    private ConfigMap configMap() {
        return bench.client.configMaps().inNamespace(bench.namespace).withName("a").get();
    }

    private List<String> managers() {
        return configMap().getMetadata().getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .toList();
    }
}
