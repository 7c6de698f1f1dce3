package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a [ImageUpdateAutomation].
///
/// @param observedGeneration -1 until the object was handled for the first time
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ImageUpdateAutomationStatus(
        List<Condition> conditions,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant lastAutomationRunTime,
        @Nullable String lastHandledReconcileAt,
        @Nullable String lastPushCommit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant lastPushTime,
        long observedGeneration,
        Map<String, ImageReference> observedPolicies,
        @Nullable String observedSourceRevision) {
    /// The status of an object nobody has looked at.
    public static final ImageUpdateAutomationStatus UNOBSERVED =
            new ImageUpdateAutomationStatus(List.of(), null, null, null, null, -1, Map.of(), null);

    public ImageUpdateAutomationStatus {
        conditions = Absent.toEmpty(conditions);
        observedPolicies = Absent.toEmpty(observedPolicies);
    }
}
