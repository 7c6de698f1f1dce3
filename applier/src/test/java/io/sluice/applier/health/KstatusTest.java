package io.sluice.applier.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.applier.health.ObjectHealth.State;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectId;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KstatusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    CURRENT     | {"apiVersion":"v1","kind":"ConfigMap"}
                    TERMINATING | {"apiVersion":"v1","kind":"ConfigMap","metadata":{"deletionTimestamp":"x"}}
                    IN_PROGRESS | {"kind":"X","metadata":{"generation":2},"status":{"observedGeneration":1}}
                    IN_PROGRESS | {"kind":"X","status":{"conditions":[{"type":"Reconciling","status":"True"}]}}
                    FAILED      | {"kind":"X","status":{"conditions":[{"type":"Stalled","status":"True"}]}}
                    CURRENT     | {"kind":"X"}
                    CURRENT     | {"kind":"X","status":{"conditions":[{"type":"Ready","status":"True"}]}}
                    IN_PROGRESS | {"kind":"X","status":{"conditions":[{"type":"Ready","status":"False"}]}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":2},"status":{"observedGeneration":1,"replicas":1}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":2,"updatedReplicas":1,"availableReplicas":1}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"availableReplicas":1,"conditions":[{"type":"Available","status":"True"}]}}
                    FAILED      | {"apiVersion":"apps/v1","kind":"Deployment","status":{"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"updateStrategy":{"type":"OnDelete"}}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"a"}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"b"}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"DaemonSet","status":{"observedGeneration":1,"desiredNumberScheduled":2,"currentNumberScheduled":2,"updatedNumberScheduled":2,"numberReady":2}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"DaemonSet","status":{"observedGeneration":1,"desiredNumberScheduled":2,"currentNumberScheduled":2,"updatedNumberScheduled":2,"numberReady":1}}
                    IN_PROGRESS | {"apiVersion":"batch/v1","kind":"Job","status":{"active":1}}
                    CURRENT     | {"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"type":"Complete","status":"True"}]}}
                    FAILED      | {"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"type":"Failed","status":"True"}]}}
                    CURRENT     | {"apiVersion":"batch/v1","kind":"Job","spec":{"suspend":true}}
                    CURRENT     | {"apiVersion":"v1","kind":"Pod","status":{"phase":"Failed"}}
                    FAILED      | {"apiVersion":"v1","kind":"Pod","status":{"phase":"Running","containerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}
                    IN_PROGRESS | {"apiVersion":"v1","kind":"PersistentVolumeClaim","status":{"phase":"Pending"}}
                    CURRENT     | {"apiVersion":"v1","kind":"PersistentVolumeClaim","status":{"phase":"Bound"}}
                    IN_PROGRESS | {"apiVersion":"v1","kind":"Service","spec":{"type":"LoadBalancer"}}
                    CURRENT     | {"apiVersion":"v1","kind":"Service","spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"}}
                    IN_PROGRESS | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition"}
                    CURRENT     | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"Established","status":"True"}]}}
                    FAILED      | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"NamesAccepted","status":"False"}]}}
                    """)
    void judges_as_flux_does(State state, String object) throws JsonProcessingException {
        assertThat(Kstatus.of(EventJson.mapper().readTree(object)).state()).isEqualTo(state);
    }

    @Test
    void a_unit_is_healthy_when_all_objects_are() {
        var verdict = verdict(Map.of(id("a"), ObjectHealth.CURRENT), 3);

        assertThat(verdict.state()).isEqualTo(HealthReported.State.HEALTHY);
        assertThat(verdict.message()).isEqualTo("Health check passed in 3.0s");
    }

    @Test
    void a_unit_waits_until_its_timeout_and_then_names_the_culprits_first() {
        var objects = new LinkedHashMap<ObjectId, ObjectHealth>();
        objects.put(id("slow"), ObjectHealth.inProgress("pulling"));
        objects.put(id("broken"), ObjectHealth.failed("crashed"));

        assertThat(verdict(objects, 3).state()).isEqualTo(HealthReported.State.WAITING);
        var late = verdict(objects, 60);
        assertThat(late.state()).isEqualTo(HealthReported.State.FAILED);
        assertThat(late.reason()).isEqualTo("HealthCheckFailed");
        assertThat(late.message())
                .isEqualTo(
                        "health check failed after 60.0s: timeout waiting for: "
                                + "[Thing/n/broken status: 'Failed': crashed, "
                                + "Thing/n/slow status: 'InProgress': pulling]");
    }

    @Test
    void a_unit_fails_early_when_only_failures_are_left() {
        var objects = new LinkedHashMap<ObjectId, ObjectHealth>();
        objects.put(id("fine"), ObjectHealth.CURRENT);
        objects.put(id("broken"), ObjectHealth.failed("crashed"));

        assertThat(verdict(objects, 3).message())
                .startsWith("health check failed early due to stalled resources:");
    }

    private static HealthVerdict verdict(Map<ObjectId, ObjectHealth> objects, int seconds) {
        return HealthVerdict.of(objects, Duration.ofSeconds(seconds), Duration.ofMinutes(1));
    }

    private static ObjectId id(String name) {
        return new ObjectId("example.com/v1", "Thing", "n", name);
    }
}
