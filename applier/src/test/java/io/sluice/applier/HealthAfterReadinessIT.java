package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Readiness is not for ever: the watch brings what happens later.
final class HealthAfterReadinessIT {

    private final TestBench bench = TestBench.started();
    private final TestDeployments deployments = new TestDeployments(bench);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_object_that_fails_later_is_an_outcome_and_its_recovery_another() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", deployments.yaml("web"));
        bench.awaitHealth(unit, request, State.WAITING);
        deployments.makeReady("web");
        bench.awaitHealth(unit, request, State.HEALTHY);

        deployments.exceedDeadline("web", "it takes too long");

        var degraded = bench.awaitHealth(unit, request, State.FAILED);
        assertThat(degraded.culprits()).hasSize(1);
        assertThat(degraded.message())
                .contains("stalled resources: [Deployment/" + bench.namespace + "/web status");
        assertThat(Objects.requireNonNull(degraded.lastReady()).revision())
                .isEqualTo("main@sha1:1");
        deployments.makeReady("web");
        bench.awaitHealth(unit, request, State.HEALTHY);
        assertThat(bench.log.all(unit, HealthReported.class))
                .extracting(HealthReported::state)
                .containsExactly(State.WAITING, State.HEALTHY, State.FAILED, State.HEALTHY);
    }

    @Test
    void a_unit_whose_objects_are_on_their_way_again_for_long_is_not_ready() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", deployments.yaml("web"));
        bench.awaitHealth(unit, request, State.WAITING);
        deployments.makeReady("web");
        bench.awaitHealth(unit, request, State.HEALTHY);

        deployments.loseReplicas("web");

        var lost = bench.awaitHealth(unit, request, State.WAITING);
        assertThat(lost.message()).contains("Deployment/" + bench.namespace + "/web");
        assertThat(Objects.requireNonNull(lost.lastReady()).revision()).isEqualTo("main@sha1:1");
    }

    @Test
    void what_failed_while_nobody_watched_is_noticed_after_a_restart() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", deployments.yaml("web"));
        deployments.awaitApplied("web");
        deployments.makeReady("web");
        bench.awaitHealth(unit, request, State.HEALTHY);
        bench.stop();
        deployments.exceedDeadline("web", "nobody saw it");

        bench.start();

        assertThat(bench.awaitHealth(unit, request, State.FAILED).message())
                .contains("nobody saw it");
    }

    @Test
    void a_failure_that_is_mended_while_nobody_watched_is_noticed_after_a_restart() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", deployments.yaml("web"));
        deployments.awaitApplied("web");
        deployments.exceedDeadline("web", "broken");
        bench.awaitHealth(unit, request, State.FAILED);
        bench.stop();
        deployments.makeReady("web");

        bench.start();

        bench.awaitHealth(unit, request, State.HEALTHY);
    }

    @Test
    void a_dependent_waits_while_its_dependency_is_degraded() {
        var infra = bench.declare("infra", "wait: true");
        var request = bench.render(infra, "main@sha1:1", deployments.yaml("web"));
        bench.awaitHealth(infra, request, State.WAITING);
        deployments.exceedDeadline("web", "broken");
        bench.awaitHealth(infra, request, State.FAILED);
        var app = bench.declare("app", "dependsOn: [{name: infra}]");
        var ofApp = bench.render(app, "main@sha1:1", bench.configMapYaml("app", "1"));
        var blocked = bench.awaitOutcome(app, ofApp, io.sluice.events.ApplyBlocked.class);
        assertThat(blocked.message()).contains("infra' is not ready: health check failed");

        deployments.makeReady("web");

        bench.awaitOutcome(app, ofApp, io.sluice.events.Applied.class);
    }
}
