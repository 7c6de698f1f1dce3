package io.sluice.applier.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.applier.health.ObjectHealth.State;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectId;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
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
                    CURRENT     | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1,"conditions":[{"type":"Available","status":"True"}]}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"availableReplicas":1,"conditions":[{"type":"Available","status":"True"}]}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":0,"progressDeadlineSeconds":600},"status":{"observedGeneration":1,"conditions":[{"type":"Available","status":"True"}]}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":0,"progressDeadlineSeconds":600},"status":{"observedGeneration":1,"conditions":[{"type":"Available","status":"True"},{"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}]}}
                    FAILED      | {"apiVersion":"apps/v1","kind":"Deployment","status":{"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"updateStrategy":{"type":"OnDelete"}}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"readyReplicas":1,"currentReplicas":1,"currentRevision":"a","updateRevision":"a"}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"replicas":1},"status":{"observedGeneration":1,"replicas":1,"readyReplicas":1,"currentReplicas":1,"currentRevision":"a","updateRevision":"b"}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":2}}},"status":{"replicas":3,"readyReplicas":3,"updatedReplicas":1,"currentRevision":"a","updateRevision":"b"}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":1}}},"status":{"replicas":3,"readyReplicas":3,"updatedReplicas":1,"currentRevision":"a","updateRevision":"b"}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"generation":1},"status":{"observedGeneration":1,"desiredNumberScheduled":2,"currentNumberScheduled":2,"updatedNumberScheduled":2,"numberAvailable":2,"numberReady":2}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"generation":1},"status":{"observedGeneration":1,"desiredNumberScheduled":2,"currentNumberScheduled":2,"updatedNumberScheduled":2,"numberAvailable":1,"numberReady":2}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"generation":1}}
                    CURRENT     | {"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replicas":1},"status":{"replicas":1,"fullyLabeledReplicas":1,"availableReplicas":1,"readyReplicas":1}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replicas":1},"status":{"replicas":1,"fullyLabeledReplicas":1,"readyReplicas":1}}
                    IN_PROGRESS | {"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replicas":0},"status":{"conditions":[{"type":"ReplicaFailure","status":"True"}]}}
                    IN_PROGRESS | {"apiVersion":"batch/v1","kind":"Job","status":{"active":1}}
                    CURRENT     | {"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"type":"Complete","status":"True"}]}}
                    FAILED      | {"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"type":"Failed","status":"True"}]}}
                    CURRENT     | {"apiVersion":"batch/v1","kind":"Job","spec":{"suspend":true}}
                    CURRENT     | {"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"type":"Suspended","status":"True"}]}}
                    CURRENT     | {"apiVersion":"batch/v1","kind":"CronJob","status":{"conditions":[{"type":"Ready","status":"False"}]}}
                    CURRENT     | {"apiVersion":"v1","kind":"Pod","status":{"phase":"Failed"}}
                    CURRENT     | {"apiVersion":"v1","kind":"Pod","status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}
                    IN_PROGRESS | {"apiVersion":"v1","kind":"Pod","status":{"phase":"Pending"}}
                    FAILED      | {"apiVersion":"v1","kind":"Pod","status":{"phase":"Running","containerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}
                    IN_PROGRESS | {"apiVersion":"v1","kind":"PersistentVolumeClaim","status":{"phase":"Pending"}}
                    CURRENT     | {"apiVersion":"v1","kind":"PersistentVolumeClaim","status":{"phase":"Bound"}}
                    IN_PROGRESS | {"apiVersion":"v1","kind":"Service","spec":{"type":"LoadBalancer"}}
                    CURRENT     | {"apiVersion":"v1","kind":"Service","spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"}}
                    IN_PROGRESS | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition"}
                    CURRENT     | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"Established","status":"True"}]}}
                    IN_PROGRESS | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"Established","status":"False","reason":"Installing"}]}}
                    FAILED      | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"Established","status":"False","reason":"NotAccepted"}]}}
                    FAILED      | {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"NamesAccepted","status":"False"}]}}
                    """)
    void judges_as_flux_does(State state, String object) throws JsonProcessingException {
        assertThat(Kstatus.of(EventJson.mapper().readTree(object)).state()).isEqualTo(state);
    }

    @Test
    void a_unit_is_healthy_when_all_objects_are() {
        var verdict = verdict(Map.of(id("a"), ObjectHealth.CURRENT), 3);

        assertThat(verdict.state()).isEqualTo(HealthReported.State.HEALTHY);
        assertThat(verdict.message()).isEqualTo("Health check passed in 3s");
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
                        "health check failed after 1m0s: timeout waiting for: "
                                + "[Thing/n/broken status: 'Failed': crashed, "
                                + "Thing/n/slow status: 'InProgress': pulling]");
    }

    @Test
    void a_unit_fails_early_when_only_failures_are_left() {
        var objects = new LinkedHashMap<ObjectId, ObjectHealth>();
        objects.put(id("fine"), ObjectHealth.CURRENT);
        objects.put(id("broken"), ObjectHealth.failed("crashed"));

        assertThat(verdict(objects, 3).message())
                .isEqualTo(
                        "health check failed after 3s: failed early due to stalled resources: "
                                + "[Thing/n/broken status: 'Failed': crashed]");
    }

    @Test
    void a_pod_without_a_place_fails_after_a_while() throws JsonProcessingException {
        var health =
                Kstatus.of(
                        EventJson.mapper()
                                .readTree(
                                        """
                                        {"apiVersion": "v1", "kind": "Pod",
                                         "metadata": {"creationTimestamp": "2026-01-01T00:00:00Z"},
                                         "status": {"phase": "Pending", "conditions": [
                                           {"type": "PodScheduled", "status": "False",
                                            "reason": "Unschedulable", "message": "no nodes"}]}}
                                        """));

        assertThat(health.at(Instant.parse("2026-01-01T00:00:14Z")).state())
                .isEqualTo(State.IN_PROGRESS);
        assertThat(health.at(Instant.parse("2026-01-01T00:00:15Z")))
                .isEqualTo(ObjectHealth.failed("the pod cannot be scheduled: no nodes"));
    }

    private static HealthVerdict verdict(Map<ObjectId, ObjectHealth> objects, int seconds) {
        return HealthVerdict.of(objects, Duration.ofSeconds(seconds), Duration.ofMinutes(1));
    }

    private static ObjectId id(String name) {
        return new ObjectId("example.com/v1", "Thing", "n", name);
    }
}
