package io.sluice.applier.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// The health of pods.
final class Pods {

    /// How long a pod may have no place before that counts as a failure.
    private static final Duration SCHEDULED_WITHIN = Duration.ofSeconds(15);

    private Pods() {}

    /// A pod that is over is as it should be, even if it failed: nothing will change it.
    static ObjectHealth pod(JsonNode object) {
        return switch (object.path("status").path("phase").asText()) {
            case "Succeeded", "Failed" -> ObjectHealth.CURRENT;
            case "Running" -> running(object);
            case "Pending" -> pending(object);
            default -> ObjectHealth.inProgress("the pod is not observed yet");
        };
    }

    private static ObjectHealth running(JsonNode object) {
        if (Kstatus.holds(object, "Ready")) {
            return ObjectHealth.CURRENT;
        }
        List<String> crashing = new ArrayList<>();
        for (JsonNode container : object.path("status").path("containerStatuses")) {
            JsonNode waiting = container.path("state").path("waiting");
            if (waiting.path("reason").asText().equals("CrashLoopBackOff")) {
                crashing.add(container.path("name").asText());
            }
        }
        return crashing.isEmpty()
                ? ObjectHealth.inProgress("the pod runs but is not ready")
                : ObjectHealth.failed("containers crash: " + String.join(", ", crashing));
    }

    private static ObjectHealth pending(JsonNode object) {
        JsonNode scheduled = Kstatus.condition(object, "PodScheduled");
        boolean homeless =
                scheduled.path("status").asText().equals("False")
                        && scheduled.path("reason").asText().equals("Unschedulable");
        return homeless
                ? ObjectHealth.inProgressUntil(
                        created(object).plus(SCHEDULED_WITHIN),
                        "the pod cannot be scheduled: "
                                + scheduled.path("message").asText("Unschedulable"))
                : ObjectHealth.inProgress("the pod is pending");
    }

    private static Instant created(JsonNode object) {
        try {
            return Instant.parse(object.path("metadata").path("creationTimestamp").asText());
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
