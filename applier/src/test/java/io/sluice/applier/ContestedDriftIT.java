package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.kubernetes.HttpApiServer;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.ResourceKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Drift that cannot simply be put back: it is said, and not fought at full speed.
final class ContestedDriftIT {

    private final TestBench bench = TestBench.started();
    private final HttpApiServer server = new HttpApiServer(bench.client, (_, _) -> {});

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_immutable_object_that_somebody_made_anew_is_reported_once()
            throws InterruptedException {
        var unit = applied("", immutable("1"));

        replace(immutable("2"));

        var end = awaitEnd(unit, false);
        assertThat(end.message())
                .contains("ConfigMap/" + bench.namespace + "/o")
                .contains("manifest.yaml")
                .contains("immutable");
        repairWitness(unit);
        assertThat(ends(unit, "o")).hasSize(1);
    }

    @Test
    void with_force_an_immutable_object_is_made_anew() throws InterruptedException {
        var unit = applied("force: true", immutable("1"));

        replace(immutable("2"));

        awaitEnd(unit, true);
        assertThat(hand("ConfigMap").object().orElseThrow().path("data").path("key").asText())
                .isEqualTo("1");
    }

    @Test
    void an_object_that_must_only_be_there_is_made_again_but_not_changed()
            throws InterruptedException {
        var unit =
                applied(
                        "",
                        bench.configMapYaml("o", "1")
                                .replace(
                                        "metadata: {",
                                        "metadata: {annotations: {"
                                                + "kustomize.toolkit.fluxcd.io/ssa: IfNotPresent},"));
        Hand.merge("alice", "data: {key: x}").on(hand("ConfigMap"));
        repairWitness(unit);
        assertThat(drift(unit, "o")).isEmpty();

        Hand.delete().on(hand("ConfigMap"));

        assertThat(awaitEnd(unit, true).object().name()).isEqualTo("o");
    }

    @Test
    void a_port_that_another_manager_applied_is_left_to_it_and_reported()
            throws InterruptedException {
        String manifest = Specimens.manifest("Service", bench.namespace, "o");
        var unit = applied("", manifest);
        Hand service = hand("Service");
        bench.setSpec(unit, "suspend", true);
        Hand.json("alice", "[{op: replace, path: /spec/ports/0, value: {name: x, port: 81}}]")
                .on(service);
        Hand.apply("mesh", "spec: {ports: [{name: http, port: 82}]}").on(service);
        bench.setSpec(unit, "suspend", false);

        var request = bench.render(unit, "main@sha1:2", manifest);

        var failed = bench.awaitOutcome(unit, request, ApplyFailed.class);
        assertThat(failed.message()).contains("Duplicate value").contains("applied by mesh");
        assertThat(service.object().orElseThrow().at("/spec/ports").toString())
                .contains("81", "82");
    }

    @Test
    void what_the_cluster_itself_changes_is_accepted_after_one_attempt()
            throws InterruptedException {
        var unit = applied("", bench.configMapYaml("o", "1"));
        bench.client.resource(mutation()).serverSideApply();
        bench.client.resource(binding()).serverSideApply();
        var hand = hand("ConfigMap");
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () -> {
                            Hand.merge(
                                            "alice",
                                            "metadata: {labels: {n: \""
                                                    + System.nanoTime()
                                                    + "\"}}")
                                    .on(hand);
                            assertThat(hand.object().orElseThrow().at("/data/key").asText())
                                    .isEqualTo("mutated");
                        });

        var end = awaitEnd(unit, false);

        assertThat(end.message()).contains("the live values are accepted");
        Hand.merge("alice", "data: {key: again}").on(hand);
        repairWitness(unit);
        assertThat(ends(unit, "o")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void replicas_that_git_does_not_name_belong_to_the_autoscaler() throws InterruptedException {
        var unit =
                applied(
                        "",
                        Specimens.manifest("Deployment", bench.namespace, "o")
                                .replace("  replicas: 2\n", ""));

        Hand.mergeOf("scale", "autoscaler", "spec: {replicas: 7}").on(hand("Deployment"));
        Hand.merge("alice", "metadata: {labels: {team: b}}").on(hand("Deployment"));

        awaitEnd(unit, true);
        assertThat(drift(unit, "o"))
                .extracting(DriftDetected::paths)
                .containsExactly(List.of("/metadata/labels/team"));
        assertThat(hand("Deployment").object().orElseThrow().at("/spec/replicas").asInt())
                .isEqualTo(7);
    }

    @Test
    void values_in_the_paths_of_a_sealed_object_are_masked() throws InterruptedException {
        var definition = bench.declare("widgets");
        bench.awaitOutcome(
                definition,
                bench.render(definition, "main@sha1:1", Specimens.WIDGETS),
                Applied.class);
        var unit =
                appliedSealed(
                        Specimens.manifest("Widget", bench.namespace, "o")
                                .replace("tags: [a, b]", "tags: [hunter2, b]"));

        Hand.json("alice", "[{op: remove, path: /spec/tags/0}]").on(hand("Widget"));

        awaitEnd(unit, true);
        assertThat(drift(unit, "o"))
                .extracting(DriftDetected::paths)
                .containsExactly(List.of("/spec/tags/*"));
    }

    @Test
    void a_deleted_definition_comes_back_and_its_resources_with_it() throws InterruptedException {
        var unit = bench.declare("app");
        var request =
                bench.render(
                        unit,
                        "main@sha1:1",
                        Specimens.WIDGETS,
                        Specimens.manifest("Widget", bench.namespace, "o"));
        bench.awaitOutcome(unit, request, Applied.class);
        Hand definition = hand("CustomResourceDefinition");
        String before = uid(definition);

        Hand.delete().on(definition);

        await().atMost(TestBench.SOON.multipliedBy(3))
                .untilAsserted(
                        () -> {
                            assertThat(uid(definition)).isNotEmpty().isNotEqualTo(before);
                            assertThat(hand("Widget").object()).isPresent();
                        });
    }

    private static String uid(Hand hand) {
        return hand.object().map(live -> live.at("/metadata/uid").asText()).orElse("");
    }

    private ResourceKey applied(String spec, String manifest) {
        var unit = bench.declare("app", spec);
        bench.awaitOutcome(
                unit,
                bench.render(unit, "main@sha1:1", manifest, bench.configMapYaml("witness", "1")),
                Applied.class);
        return unit;
    }

    private ResourceKey appliedSealed(String manifest) {
        var unit = bench.declare("app");
        bench.awaitOutcome(unit, bench.renderSealed(unit, "main@sha1:1", manifest), Applied.class);
        return unit;
    }

    /// When this is repaired, everything before has been seen.
    private void repairWitness(ResourceKey unit) throws InterruptedException {
        Hand.merge("alice", "data: {key: x}").on(hand("ConfigMap", "witness"));
        await().atMost(TestBench.SOON).until(() -> !ends(unit, "witness").isEmpty());
    }

    /// Without a lease, what is deleted is not made again.
    private void replace(String manifest) throws InterruptedException {
        bench.leaseUntil.set(Instant.MIN);
        Hand.delete().on(hand("ConfigMap"));
        bench.client.resource(manifest).serverSideApply();
        bench.leaseUntil.set(Instant.MAX);
    }

    private String mutation() {
        return """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicy
            metadata: {name: %1$s}
            spec:
              failurePolicy: Fail
              reinvocationPolicy: Never
              matchConstraints:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                resourceRules:
                  - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}
              matchConditions: [{name: one, expression: "object.metadata.name == 'o'"}]
              mutations:
                - patchType: JSONPatch
                  jsonPatch:
                    expression: '[JSONPatch{op: "replace", path: "/data/key", value: "mutated"}]'
            """
                .formatted(bench.namespace);
    }

    private String binding() {
        return """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicyBinding
            metadata: {name: %1$s}
            spec: {policyName: %1$s}
            """
                .formatted(bench.namespace);
    }

    private String immutable(String value) {
        return bench.configMapYaml("o", value) + "immutable: true\n";
    }

    private Hand hand(String kind) {
        return hand(kind, "o");
    }

    private Hand hand(String kind, String name) {
        var manifest = Specimens.manifest(kind, bench.namespace, name);
        return new Hand(server, Specimens.type(kind), SeenReader.idOf(TestBench.yaml(manifest)));
    }

    private DriftCorrected awaitEnd(ResourceKey unit, boolean corrected) {
        await().atMost(TestBench.SOON)
                .untilAsserted(
                        () ->
                                assertThat(ends(unit, "o"))
                                        .isNotEmpty()
                                        .last()
                                        .matches(end -> end.corrected() == corrected));
        return ends(unit, "o").getLast();
    }

    private List<DriftCorrected> ends(ResourceKey unit, String name) {
        return bench.log.all(unit, DriftCorrected.class).stream()
                .filter(end -> end.object().name().equals(name))
                .toList();
    }

    private List<DriftDetected> drift(ResourceKey unit, String name) {
        return bench.log.all(unit, DriftDetected.class).stream()
                .filter(found -> found.object().name().equals(name))
                .toList();
    }
}
