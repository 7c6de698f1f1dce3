package io.sluice.applier.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The health of what makes pods.
final class Workloads {

    private static final long NO_DEADLINE = Integer.MAX_VALUE;

    private Workloads() {}

    static ObjectHealth deployment(JsonNode object) {
        JsonNode status = object.path("status");
        if (isProgressing(object, "ProgressDeadlineExceeded")) {
            return ObjectHealth.failed(Kstatus.message(object, "Progressing"));
        }
        long wanted = object.path("spec").path("replicas").asLong(1);
        long replicas = status.path("replicas").asLong();
        long updated = status.path("updatedReplicas").asLong();
        long available = status.path("availableReplicas").asLong();
        long ready = status.path("readyReplicas").asLong();
        if (replicas < wanted) {
            return counts("replicas", replicas, wanted);
        }
        if (updated < wanted) {
            return counts("updated replicas", updated, wanted);
        }
        if (replicas > wanted) {
            return ObjectHealth.inProgress("%d old replicas are left".formatted(replicas - wanted));
        }
        if (available < updated) {
            return counts("available replicas", available, updated);
        }
        return ready < wanted ? counts("ready replicas", ready, wanted) : rolledOut(object);
    }

    /// The controller reports progress only where a deadline is set.
    private static ObjectHealth rolledOut(JsonNode object) {
        long deadline = object.path("spec").path("progressDeadlineSeconds").asLong(NO_DEADLINE);
        boolean done =
                deadline == NO_DEADLINE
                        || (Kstatus.holds(object, "Progressing")
                                && isProgressing(object, "NewReplicaSetAvailable"));
        if (!done) {
            return ObjectHealth.inProgress("the new replica set is not available");
        }
        return Kstatus.holds(object, "Available")
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("it is not available");
    }

    private static boolean isProgressing(JsonNode object, String reason) {
        return Kstatus.condition(object, "Progressing").path("reason").asText().equals(reason);
    }

    static ObjectHealth statefulSet(JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        if (spec.path("updateStrategy").path("type").asText().equals("OnDelete")) {
            return ObjectHealth.CURRENT;
        }
        long wanted = spec.path("replicas").asLong(1);
        long replicas = status.path("replicas").asLong();
        long ready = status.path("readyReplicas").asLong();
        if (replicas < wanted) {
            return counts("replicas", replicas, wanted);
        }
        if (ready < wanted) {
            return counts("ready replicas", ready, wanted);
        }
        if (replicas > wanted) {
            return ObjectHealth.inProgress("%d old replicas are left".formatted(replicas - wanted));
        }
        return rolledOut(status, spec.path("updateStrategy").path("rollingUpdate"), wanted);
    }

    private static ObjectHealth rolledOut(JsonNode status, JsonNode rollingUpdate, long wanted) {
        if (rollingUpdate.has("partition")) {
            long updated = status.path("updatedReplicas").asLong();
            long due = wanted - rollingUpdate.path("partition").asLong();
            return updated < due ? counts("updated replicas", updated, due) : ObjectHealth.CURRENT;
        }
        long current = status.path("currentReplicas").asLong();
        if (current < wanted) {
            return counts("current replicas", current, wanted);
        }
        return status.path("currentRevision").equals(status.path("updateRevision"))
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("pods of the old revision are left");
    }

    static ObjectHealth daemonSet(JsonNode object) {
        JsonNode status = object.path("status");
        boolean observed =
                object.path("metadata").has("generation") && status.has("observedGeneration");
        if (!observed || !status.has("desiredNumberScheduled")) {
            return ObjectHealth.inProgress("the daemon set is not observed yet");
        }
        long wanted = status.path("desiredNumberScheduled").asLong();
        if (status.path("currentNumberScheduled").asLong() < wanted) {
            return counts("pods", status.path("currentNumberScheduled").asLong(), wanted);
        }
        if (status.path("updatedNumberScheduled").asLong() < wanted) {
            return counts("updated pods", status.path("updatedNumberScheduled").asLong(), wanted);
        }
        if (status.path("numberAvailable").asLong() < wanted) {
            return counts("available pods", status.path("numberAvailable").asLong(), wanted);
        }
        long ready = status.path("numberReady").asLong();
        return ready < wanted ? counts("ready pods", ready, wanted) : ObjectHealth.CURRENT;
    }

    static ObjectHealth replicaSet(JsonNode object) {
        JsonNode status = object.path("status");
        long wanted = object.path("spec").path("replicas").asLong(1);
        if (Kstatus.holds(object, "ReplicaFailure")) {
            return ObjectHealth.inProgress(Kstatus.message(object, "ReplicaFailure"));
        }
        for (String counter :
                List.of("fullyLabeledReplicas", "availableReplicas", "readyReplicas")) {
            long have = status.path(counter).asLong();
            if (have < wanted) {
                return counts(counter, have, wanted);
            }
        }
        long replicas = status.path("replicas").asLong();
        return replicas > wanted
                ? ObjectHealth.inProgress("%d old replicas are left".formatted(replicas - wanted))
                : ObjectHealth.CURRENT;
    }

    /// Stricter than kstatus, as in Flux: current only when it completed or is suspended.
    static ObjectHealth job(JsonNode object) {
        if (Kstatus.holds(object, "Failed")) {
            return ObjectHealth.failed(Kstatus.message(object, "Failed"));
        }
        boolean done =
                Kstatus.holds(object, "Complete")
                        || Kstatus.holds(object, "Suspended")
                        || object.path("spec").path("suspend").asBoolean();
        return done ? ObjectHealth.CURRENT : ObjectHealth.inProgress("the job is running");
    }

    private static ObjectHealth counts(String what, long have, long wanted) {
        return ObjectHealth.inProgress("%s: %d/%d".formatted(what, have, wanted));
    }
}
