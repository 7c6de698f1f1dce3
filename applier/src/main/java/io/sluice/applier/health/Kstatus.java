package io.sluice.applier.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Judges an object by its status, kind by kind, as Flux does.
public final class Kstatus {

    private Kstatus() {}

    /// The health of an object.
    public static ObjectHealth of(JsonNode object) {
        if (object.path("metadata").has("deletionTimestamp")) {
            return new ObjectHealth(ObjectHealth.State.TERMINATING, "it is being deleted");
        }
        return general(object).orElseGet(() -> byKind(object));
    }

    private static Optional<ObjectHealth> general(JsonNode object) {
        JsonNode observed = object.path("status").path("observedGeneration");
        long generation = object.path("metadata").path("generation").asLong();
        if (observed.isNumber() && generation > 0 && observed.asLong() != generation) {
            return Optional.of(
                    ObjectHealth.inProgress(
                            "generation %d is observed, %d is wanted"
                                    .formatted(observed.asLong(), generation)));
        }
        if (holds(object, "Reconciling")) {
            return Optional.of(ObjectHealth.inProgress(message(object, "Reconciling")));
        }
        if (holds(object, "Stalled")) {
            return Optional.of(ObjectHealth.failed(message(object, "Stalled")));
        }
        return Optional.empty();
    }

    private static ObjectHealth byKind(JsonNode object) {
        String api = object.path("apiVersion").asText();
        int slash = api.indexOf('/');
        String group = slash < 0 ? "" : api.substring(0, slash);
        return switch (group + "/" + object.path("kind").asText()) {
            case "apps/Deployment" -> Workloads.deployment(object);
            case "apps/StatefulSet" -> Workloads.statefulSet(object);
            case "apps/DaemonSet" -> Workloads.daemonSet(object);
            case "apps/ReplicaSet" -> Workloads.replicaSet(object);
            case "batch/Job" -> Workloads.job(object);
            case "/Pod" -> Pods.pod(object);
            case "/PersistentVolumeClaim" -> phase(object, "Bound");
            case "/Service" -> service(object);
            case "apiextensions.k8s.io/CustomResourceDefinition" -> definition(object);
            case "policy/PodDisruptionBudget",
                    "/ConfigMap",
                    "/Secret",
                    "batch/CronJob",
                    "/Namespace" ->
                    ObjectHealth.CURRENT;
            default -> byReady(object);
        };
    }

    private static ObjectHealth phase(JsonNode object, String wanted) {
        String phase = object.path("status").path("phase").asText();
        return phase.equals(wanted)
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("phase is '" + phase + "', not " + wanted);
    }

    private static ObjectHealth service(JsonNode object) {
        boolean balanced = object.path("spec").path("type").asText().equals("LoadBalancer");
        boolean addressed = !object.path("spec").path("clusterIP").asText().isEmpty();
        return !balanced || addressed
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("the load balancer has no cluster IP");
    }

    private static ObjectHealth definition(JsonNode object) {
        if ("False".equals(status(object, "NamesAccepted"))) {
            return ObjectHealth.failed(message(object, "NamesAccepted"));
        }
        boolean refused =
                "False".equals(status(object, "Established"))
                        && !condition(object, "Established")
                                .path("reason")
                                .asText()
                                .equals("Installing");
        if (refused) {
            return ObjectHealth.failed(message(object, "Established"));
        }
        return holds(object, "Established")
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress("it is not established");
    }

    private static ObjectHealth byReady(JsonNode object) {
        String ready = status(object, "Ready");
        return ready.isEmpty() || ready.equals("True")
                ? ObjectHealth.CURRENT
                : ObjectHealth.inProgress(message(object, "Ready"));
    }

    /// Whether the condition is `True`.
    static boolean holds(JsonNode object, String type) {
        return status(object, type).equals("True");
    }

    /// The condition's status, empty if there is none.
    static String status(JsonNode object, String type) {
        return condition(object, type).path("status").asText();
    }

    /// The condition's message, or its reason if it has none.
    static String message(JsonNode object, String type) {
        JsonNode condition = condition(object, type);
        String message = condition.path("message").asText();
        return message.isEmpty() ? condition.path("reason").asText(type) : message;
    }

    /// The condition of a type; a missing node if there is none.
    static JsonNode condition(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return object.path("status").path("no such condition");
    }
}
