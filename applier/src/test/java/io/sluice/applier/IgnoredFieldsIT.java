package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.DriftDetected;
import io.sluice.events.ObjectChange;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Fields that `spec.ignore` leaves to others.
final class IgnoredFieldsIT {

    private static final String IGNORE =
            "ignore: [{paths: [/spec/replicas], target: {kind: Deployment}}]";

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_new_object_has_them_as_git_says() {
        var unit = bench.declare("app", IGNORE);

        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);

        assertThat(deployment().getSpec().getReplicas()).isZero();
    }

    @Test
    void their_change_is_no_drift_and_costs_no_request() {
        var unit = bench.declare("app", IGNORE);
        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);
        scale(3);
        var requests = bench.requests();

        bench.awaitOutcome(unit, render(unit, 2, "a"), Applied.class);

        assertThat(bench.requests()).isEqualTo(requests);
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
        assertThat(bench.log.all(unit, DriftDetected.class)).isEmpty();
    }

    @Test
    void they_keep_their_live_value_when_the_object_changes() {
        var unit = bench.declare("app", IGNORE);
        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);
        scale(3);

        bench.awaitOutcome(unit, render(unit, 2, "b"), Applied.class);

        assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
        assertThat(image()).isEqualTo("example.com/web:b");
    }

    @Test
    void another_field_of_the_object_is_still_repaired() {
        var unit = bench.declare("app", IGNORE);
        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);
        scale(3);

        bench.client
                .apps()
                .deployments()
                .inNamespace(bench.namespace)
                .withName("web")
                .edit(
                        live -> {
                            live.getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getContainers()
                                    .getFirst()
                                    .setImage("example.com/web:foreign");
                            return live;
                        });

        await().atMost(TestBench.SOON)
                .untilAsserted(() -> assertThat(image()).isEqualTo("example.com/web:a"));
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void what_another_manager_applies_is_released_to_it() {
        var unit = bench.declare("app", IGNORE);
        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);
        bench.client
                .resource(manifest("x").replace("replicas: 0", "replicas: 4"))
                .fieldManager("autoscaler")
                .forceConflicts()
                .serverSideApply();

        bench.awaitOutcome(unit, render(unit, 2, "b"), Applied.class);

        assertThat(deployment().getSpec().getReplicas()).isEqualTo(4);
        assertThat(ours().at("/fieldsV1/f:spec").has("f:replicas")).isFalse();
        assertThat(ours().at("/fieldsV1/f:spec").has("f:template")).isTrue();
    }

    @Test
    void a_restart_costs_no_write() {
        var unit = bench.declare("app", IGNORE);
        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);
        scale(3);
        bench.stop();

        bench.start();
        bench.awaitOutcome(unit, render(unit, 2, "a"), Applied.class);

        assertThat(bench.requests()).doesNotContainKey("patch");
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void without_the_rule_git_rules_again() {
        var unit = bench.declare("app", IGNORE);
        bench.awaitOutcome(unit, render(unit, 1, "a"), Applied.class);
        scale(3);
        bench.awaitOutcome(unit, render(unit, 2, "b"), Applied.class);

        bench.setSpec(unit, "ignore", java.util.List.of());
        var applied = bench.awaitOutcome(unit, render(unit, 3, "b"), Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.CONFIGURED);
        assertThat(deployment().getSpec().getReplicas()).isZero();
    }

    @Test
    void a_rule_that_cannot_be_read_is_an_error_that_names_it() {
        var unit = bench.declare("app", "ignore: [{paths: [spec.replicas]}]");

        var failed = bench.awaitOutcome(unit, render(unit, 1, "a"), ApplyFailed.class);

        assertThat(failed.message())
                .isEqualTo(
                        "spec.ignore: path 'spec.replicas' is not a JSON pointer such as"
                                + " /spec/replicas");
    }

    private io.sluice.events.Context render(ResourceKey unit, int revision, String image) {
        return bench.render(unit, "main@sha1:" + revision, manifest(image));
    }

    private String manifest(String image) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: %s}
        spec:
          replicas: 0
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "example.com/web:%s"}]}
        """
                .formatted(bench.namespace, image);
    }

    private void scale(int replicas) {
        bench.client
                .apps()
                .deployments()
                .inNamespace(bench.namespace)
                .withName("web")
                .scale(replicas);
    }

    private Deployment deployment() {
        return bench.client.apps().deployments().inNamespace(bench.namespace).withName("web").get();
    }

    private String image() {
        return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
    }

    private JsonNode ours() {
        return deployment().getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getManager().equals("kustomize-controller"))
                .map(entry -> EventJson.mapper().<JsonNode>valueToTree(entry))
                .findFirst()
                .orElseThrow();
    }
}
