package io.sluice.applier.health;

import com.fasterxml.jackson.databind.JsonNode;

/// The health of what runs pods.
final class Workloads {

    private Workloads() {}

    static ObjectHealth deployment(JsonNode object) {
        JsonNode status = object.path("status");
        JsonNode progressing = Kstatus.condition(object, "Progressing");
        if (progressing.path("reason").asText().equals("ProgressDeadlineExceeded")) {
            return ObjectHealth.failed(Kstatus.message(object, "Progressing"));
        }
        long wanted = object.path("spec").path("replicas").asLong(1);
        long replicas = status.path("replicas").asLong();
        long updated = status.path("updatedReplicas").asLong();
        long available = status.path("availableReplicas").asLong();
        if (!status.has("observedGeneration")) {
            return ObjectHealth.inProgress("the deployment is not observed yet");
        }
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
        return Kstatus.holds(object, "Available")
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("it is not available");
    }

    static ObjectHealth statefulSet(JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        if (spec.path("updateStrategy").path("type").asText().equals("OnDelete")) {
            return ObjectHealth.CURRENT;
        }
        long wanted = spec.path("replicas").asLong(1);
        long ready = status.path("readyReplicas").asLong();
        if (!status.has("observedGeneration")) {
            return ObjectHealth.inProgress("the stateful set is not observed yet");
        }
        if (status.path("replicas").asLong() != wanted) {
            return counts("replicas", status.path("replicas").asLong(), wanted);
        }
        if (ready < wanted) {
            return counts("ready replicas", ready, wanted);
        }
        JsonNode partition = spec.path("updateStrategy").path("rollingUpdate").path("partition");
        if (partition.asLong() > 0) {
            long updated = status.path("updatedReplicas").asLong();
            long due = wanted - partition.asLong();
            return updated < due ? counts("updated replicas", updated, due) : ObjectHealth.CURRENT;
        }
        return status.path("currentRevision").equals(status.path("updateRevision"))
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("pods of the old revision are left");
    }

    static ObjectHealth daemonSet(JsonNode object) {
        JsonNode status = object.path("status");
        if (!status.has("observedGeneration") || !status.has("desiredNumberScheduled")) {
            return ObjectHealth.inProgress("the daemon set is not observed yet");
        }
        long wanted = status.path("desiredNumberScheduled").asLong();
        long updated = status.path("updatedNumberScheduled").asLong();
        long ready = status.path("numberReady").asLong();
        if (status.path("currentNumberScheduled").asLong() < wanted) {
            return counts("pods", status.path("currentNumberScheduled").asLong(), wanted);
        }
        if (updated < wanted) {
            return counts("updated pods", updated, wanted);
        }
        return ready < wanted ? counts("ready pods", ready, wanted) : ObjectHealth.CURRENT;
    }

    static ObjectHealth replicaSet(JsonNode object) {
        JsonNode status = object.path("status");
        long wanted = object.path("spec").path("replicas").asLong(1);
        if (Kstatus.holds(object, "ReplicaFailure")) {
            return ObjectHealth.inProgress(Kstatus.message(object, "ReplicaFailure"));
        }
        if (!status.has("observedGeneration")) {
            return ObjectHealth.inProgress("the replica set is not observed yet");
        }
        long ready = status.path("readyReplicas").asLong();
        return ready < wanted || status.path("replicas").asLong() != wanted
                ? counts("ready replicas", ready, wanted)
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

    static ObjectHealth pod(JsonNode object) {
        String phase = object.path("status").path("phase").asText();
        for (JsonNode container : object.path("status").path("containerStatuses")) {
            JsonNode waiting = container.path("state").path("waiting");
            if (waiting.path("reason").asText().equals("CrashLoopBackOff")) {
                return ObjectHealth.failed(
                        "container %s crashes".formatted(container.path("name").asText()));
            }
        }
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        return over || (phase.equals("Running") && Kstatus.holds(object, "Ready"))
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("the pod is " + (phase.isEmpty() ? "new" : phase));
    }

    private static ObjectHealth counts(String what, long have, long wanted) {
        return ObjectHealth.inProgress("%s: %d/%d".formatted(what, have, wanted));
    }
}
