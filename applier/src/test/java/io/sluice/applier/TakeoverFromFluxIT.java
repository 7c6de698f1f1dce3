package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.Applied;
import io.sluice.events.ObjectChange;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Onto a cluster that Flux has applied.
final class TakeoverFromFluxIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_flux_applied_keeps_its_resource_version_and_gets_no_stamp() {
        var unit = bench.declare("app");
        applyAsFlux("a", "1");
        String before = version("a");

        var applied =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                        Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.UNCHANGED);
        assertThat(version("a")).isEqualTo(before);
    }

    @Test
    void it_is_stamped_when_its_content_changes() {
        var unit = bench.declare("app");
        applyAsFlux("a", "1");
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:2", bench.configMapYaml("a", "2")),
                Applied.class);

        assertThat(Objects.requireNonNull(bench.configMap("a")).getMetadata().getAnnotations())
                .containsKey(SeenReader.DIGEST_STAMP);
    }

    @Test
    void what_is_in_the_inventory_of_flux_but_no_longer_in_git_is_pruned() {
        var unit = bench.declare("app");
        applyAsFlux("old", "1");
        bench.client
                .resources(io.sluice.api.kustomize.Kustomization.class)
                .inNamespace(bench.namespace)
                .withName("app")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                        {"status":{"inventory":{"entries":[{"id":"%s_old__ConfigMap","v":"v1"}]}}}"""
                                .formatted(bench.namespace));

        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1")),
                Applied.class);

        await().atMost(TestBench.SOON).until(() -> bench.configMap("old") == null);
        assertThat(bench.inventory(unit)).containsExactly(bench.namespace + "_a__ConfigMap");
    }

    @Test
    void the_controllers_of_flux_that_we_stand_in_for_are_left_alone() {
        var unit = bench.declare("flux-system");
        var applied =
                bench.awaitOutcome(
                        unit,
                        bench.render(unit, "main@sha1:1", TestDeployments.ofFlux(bench)),
                        Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.SKIPPED);
        assertThat(bench.live("apps/v1", "Deployment", "kustomize-controller")).isNull();
    }

    private void applyAsFlux(String name, String value) {
        bench.client
                .resource(
                        """
                        {"apiVersion":"v1","kind":"ConfigMap",
                         "metadata":{"name":"%1$s","namespace":"%2$s","labels":{
                            "kustomize.toolkit.fluxcd.io/name":"app",
                            "kustomize.toolkit.fluxcd.io/namespace":"%2$s"}},
                         "data":{"key":"%3$s"}}"""
                                .formatted(name, bench.namespace, value))
                .fieldManager("kustomize-controller")
                .forceConflicts()
                .serverSideApply();
    }

    private String version(String name) {
        return Objects.requireNonNull(bench.configMap(name)).getMetadata().getResourceVersion();
    }
}
