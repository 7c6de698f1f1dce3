package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.HealthReported;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DependenciesIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_unit_waits_for_its_dependency_and_starts_when_that_is_ready() {
        var infra = bench.declare("infra");
        var app = bench.declare("app", "dependsOn: [{name: infra}]");

        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));

        var blocked = bench.awaitOutcome(app, request, ApplyBlocked.class);
        assertThat(blocked.reason()).isEqualTo(ApplyBlocked.Reason.DEPENDENCY_NOT_READY);
        assertThat(blocked.message())
                .isEqualTo("dependency '" + bench.namespace + "/infra' is not ready");
        assertThat(blocked.dependencies()).containsExactly(infra);
        bench.render(infra, "main@sha1:1", bench.configMapYaml("infra", "1"));
        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void of_the_same_source_the_dependency_must_be_at_the_same_revision() {
        var infra = bench.declare("infra");
        var app = bench.declare("app", "dependsOn: [{name: infra}]");
        bench.awaitOutcome(
                infra,
                bench.render(infra, "main@sha1:1", bench.configMapYaml("infra", "1")),
                Applied.class);

        var request = bench.render(app, "main@sha1:2", bench.configMapYaml("app", "1"));

        var blocked = bench.awaitOutcome(app, request, ApplyBlocked.class);
        assertThat(blocked.message()).contains("revision is not up to date");
        bench.render(infra, "main@sha1:2", bench.configMapYaml("infra", "1"));
        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void a_dependency_may_be_in_another_namespace() {
        var infra = bench.declareIn(TestPlatform.namespace(), "infra", "");
        var app =
                bench.declare(
                        "app", "dependsOn: [{name: infra, namespace: " + infra.namespace() + "}]");
        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        assertThat(bench.awaitOutcome(app, request, ApplyBlocked.class).dependencies())
                .containsExactly(infra);

        bench.render(infra, "main@sha1:7", bench.configMapYaml("infra", "1"));

        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void a_chain_is_walked_without_a_timer() {
        var one = bench.declare("one");
        var two = bench.declare("two", "dependsOn: [{name: one}]");
        var three = bench.declare("three", "dependsOn: [{name: two}]");
        var last = bench.render(three, "main@sha1:1", bench.configMapYaml("three", "1"));
        bench.render(two, "main@sha1:1", bench.configMapYaml("two", "1"));
        bench.awaitOutcome(three, last, ApplyBlocked.class);

        bench.render(one, "main@sha1:1", bench.configMapYaml("one", "1"));

        bench.awaitOutcome(three, last, Applied.class);
    }

    @Test
    void a_chain_costs_one_apply_for_each_unit() {
        var units = new java.util.ArrayList<io.sluice.events.ResourceKey>();
        for (int depth = 0; depth < 6; depth++) {
            String spec = depth == 0 ? "" : "dependsOn: [{name: unit-" + (depth - 1) + "}]";
            units.add(bench.declare("unit-" + depth, spec));
        }
        io.sluice.events.Context last = null;
        for (var unit : units.reversed()) {
            var request = bench.render(unit, "main@sha1:1", bench.configMapYaml(unit.name(), "1"));
            last = last == null ? request : last;
        }

        bench.awaitOutcome(units.getLast(), java.util.Objects.requireNonNull(last), Applied.class);

        assertThat(units)
                .allSatisfy(unit -> assertThat(bench.log.all(unit, Applied.class)).hasSize(1));
    }

    @Test
    void a_cycle_is_reported_on_exactly_its_units() {
        var a = bench.declare("a", "dependsOn: [{name: b}]");
        var b = bench.declare("b", "dependsOn: [{name: a}]");
        var outside = bench.declare("outside", "dependsOn: [{name: a}]");

        var ofA = bench.render(a, "main@sha1:1", bench.configMapYaml("a", "1"));
        var ofB = bench.render(b, "main@sha1:1", bench.configMapYaml("b", "1"));
        var ofOutside = bench.render(outside, "main@sha1:1", bench.configMapYaml("o", "1"));

        var blockedA = bench.awaitOutcome(a, ofA, ApplyBlocked.class);
        var blockedB = bench.awaitOutcome(b, ofB, ApplyBlocked.class);
        assertThat(blockedA.reason()).isEqualTo(ApplyBlocked.Reason.CYCLE);
        assertThat(blockedA.message())
                .contains("%1$s/a → %1$s/b → %1$s/a".formatted(bench.namespace));
        assertThat(blockedB.dependencies()).containsExactlyInAnyOrder(a, b);
        assertThat(bench.awaitOutcome(outside, ofOutside, ApplyBlocked.class).reason())
                .isEqualTo(ApplyBlocked.Reason.DEPENDENCY_NOT_READY);
    }

    @Test
    void a_cycle_is_released_when_it_is_broken() {
        var a = bench.declare("a", "dependsOn: [{name: b}]");
        var b = bench.declare("b", "dependsOn: [{name: a}]");
        bench.awaitOutcome(
                a,
                bench.render(a, "main@sha1:1", bench.configMapYaml("a", "1")),
                ApplyBlocked.class);

        bench.setSpec(b, "dependsOn", java.util.List.of());
        bench.render(b, "main@sha1:1", bench.configMapYaml("b", "1"));
        var again = bench.render(a, "main@sha1:1", bench.configMapYaml("a", "1"));

        bench.awaitOutcome(a, again, Applied.class);
    }

    @Test
    void a_missing_dependency_is_named() {
        var app = bench.declare("app", "dependsOn: [{name: nothing, namespace: elsewhere}]");

        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));

        assertThat(bench.awaitOutcome(app, request, ApplyBlocked.class).message())
                .isEqualTo("dependency 'elsewhere/nothing' not found");
    }

    @Test
    void a_dependency_whose_health_is_awaited_is_ready_only_when_it_is_healthy() {
        var infra = bench.declare("infra", "wait: true");
        var app = bench.declare("app", "dependsOn: [{name: infra}]");
        var ofInfra =
                bench.render(
                        infra,
                        "main@sha1:1",
                        """
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: disk, namespace: %s}
                        spec:
                          accessModes: [ReadWriteOnce]
                          resources: {requests: {storage: 1Gi}}
                        """
                                .formatted(bench.namespace));
        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        bench.awaitHealth(infra, ofInfra, HealthReported.State.WAITING);
        bench.awaitOutcome(app, request, ApplyBlocked.class);

        bench.client
                .persistentVolumeClaims()
                .inNamespace(bench.namespace)
                .withName("disk")
                .editStatus(
                        live -> {
                            live.getStatus().setPhase("Bound");
                            return live;
                        });

        bench.awaitHealth(infra, ofInfra, HealthReported.State.HEALTHY);
        bench.awaitOutcome(app, request, Applied.class);
    }

    @Test
    void what_is_not_supported_yet_is_named() {
        var app = bench.declare("app", "kubeConfig: {configMapRef: {name: remote}}");

        var request = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));

        assertThat(bench.awaitOutcome(app, request, ApplyFailed.class).message())
                .contains("spec.kubeConfig.configMapRef is not supported yet");
        await().atMost(TestBench.SOON).until(() -> bench.configMap("app") == null);
    }
}
