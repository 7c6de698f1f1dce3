package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// One line of a unit's history: the same content with the same result, seen once or many times.
///
/// @param lastReconciledDuration as [GoDuration] formats it
/// @param lastReconciledStatus the reason of the Ready condition then
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Snapshot(
        @Required String digest,
        @Required @JsonFormat(shape = JsonFormat.Shape.STRING) Instant firstReconciled,
        @Required @JsonFormat(shape = JsonFormat.Shape.STRING) Instant lastReconciled,
        @Required String lastReconciledDuration,
        @Required String lastReconciledStatus,
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) long totalReconciliations,
        Map<String, String> metadata) {
    public Snapshot {
        metadata = Absent.toEmpty(metadata);
        if (firstReconciled != null) {
            firstReconciled = firstReconciled.truncatedTo(ChronoUnit.SECONDS);
        }
        if (lastReconciled != null) {
            lastReconciled = lastReconciled.truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
