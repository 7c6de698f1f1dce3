package io.sluice.applier.health;

import io.sluice.api.meta.GoDuration;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the health of its objects says about a unit.
///
/// @param state of the unit
/// @param reason Flux's; empty unless it failed
/// @param message culprits first
/// @param culprits the objects that are not current
public record HealthVerdict(
        HealthReported.State state, String reason, String message, List<ObjectFailure> culprits) {

    /// Flux's reason.
    public static final String FAILED_REASON = "HealthCheckFailed";

    public HealthVerdict {
        culprits = List.copyOf(culprits);
    }

    /// Judges a unit.
    ///
    /// @param objects the health of everything that is checked
    /// @param waited since the apply
    /// @param timeout of the unit
    public static HealthVerdict of(
            Map<ObjectId, ObjectHealth> objects, Duration waited, Duration timeout) {
        List<Map.Entry<ObjectId, ObjectHealth>> open = new ArrayList<>(objects.entrySet());
        open.removeIf(entry -> entry.getValue().isCurrent());
        if (open.isEmpty()) {
            return new HealthVerdict(
                    HealthReported.State.HEALTHY,
                    "",
                    "Health check passed in " + written(waited),
                    List.of());
        }
        open.sort(
                Comparator.comparing(
                        entry -> entry.getValue().state() != ObjectHealth.State.FAILED));
        boolean stalled =
                open.stream()
                        .allMatch(entry -> entry.getValue().state() == ObjectHealth.State.FAILED);
        List<ObjectFailure> culprits =
                open.stream()
                        .map(
                                entry ->
                                        new ObjectFailure(
                                                entry.getKey(), null, entry.getValue().message()))
                        .toList();
        String list = open.stream().map(HealthVerdict::described).collect(Collectors.joining(", "));
        if (stalled) {
            return new HealthVerdict(
                    HealthReported.State.FAILED,
                    FAILED_REASON,
                    "health check failed after %s: failed early due to stalled resources: [%s]"
                            .formatted(written(waited), list),
                    culprits);
        }
        if (waited.compareTo(timeout) >= 0) {
            return new HealthVerdict(
                    HealthReported.State.FAILED,
                    FAILED_REASON,
                    "health check failed after %s: timeout waiting for: [%s]"
                            .formatted(written(waited), list),
                    culprits);
        }
        return new HealthVerdict(
                HealthReported.State.WAITING,
                "",
                "Running health checks: [" + list + "]",
                culprits);
    }

    private static String described(Map.Entry<ObjectId, ObjectHealth> entry) {
        String message = entry.getValue().message();
        return "%s status: '%s'%s"
                .formatted(
                        entry.getKey(),
                        entry.getValue().state().word(),
                        message.isEmpty() ? "" : ": " + message);
    }

    private static String written(Duration waited) {
        return GoDuration.format(waited.truncatedTo(ChronoUnit.MILLIS));
    }
}
