package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.sluice.events.DriftDetected;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Jobs that are deleted when they are done.
final class PassingJobsIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_job_is_healthy_when_it_is_done_and_stays_so_when_it_is_gone() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", job());
        bench.awaitHealth(unit, request, State.WAITING);
        complete();
        bench.awaitHealth(unit, request, State.HEALTHY);

        delete();

        await().during(Duration.ofSeconds(2))
                .atMost(TestBench.SOON)
                .until(() -> bench.live("batch/v1", "Job", "migrate") == null);
        assertThat(bench.log.all(unit, DriftDetected.class)).isEmpty();
        assertThat(bench.log.all(unit, HealthReported.class))
                .extracting(HealthReported::state)
                .containsExactly(State.WAITING, State.HEALTHY);
    }

    @Test
    void a_job_that_is_gone_before_anyone_saw_it_done_is_healthy() {
        var unit = bench.declare("app", "wait: true");
        var request = bench.render(unit, "main@sha1:1", job());
        bench.awaitHealth(unit, request, State.WAITING);

        delete();

        bench.awaitHealth(unit, request, State.HEALTHY);
    }

    private void delete() {
        bench.client.batch().v1().jobs().inNamespace(bench.namespace).withName("migrate").delete();
    }

    private void complete() {
        String now = "2026-01-01T00:00:00Z";
        bench.client
                .batch()
                .v1()
                .jobs()
                .inNamespace(bench.namespace)
                .withName("migrate")
                .editStatus(
                        live -> {
                            live.setStatus(
                                    new JobStatusBuilder()
                                            .withStartTime(now)
                                            .withCompletionTime(now)
                                            .withSucceeded(1)
                                            .addNewCondition()
                                            .withType("SuccessCriteriaMet")
                                            .withStatus("True")
                                            .endCondition()
                                            .addNewCondition()
                                            .withType("Complete")
                                            .withStatus("True")
                                            .endCondition()
                                            .build());
                            return live;
                        });
    }

    private String job() {
        return """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, namespace: %s}
        spec:
          ttlSecondsAfterFinished: 0
          template:
            spec:
              restartPolicy: Never
              containers: [{name: migrate, image: "example.com/migrate:1"}]
        """
                .formatted(bench.namespace);
    }
}
