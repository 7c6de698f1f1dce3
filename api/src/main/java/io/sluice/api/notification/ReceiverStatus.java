package io.sluice.api.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [Receiver].
///
/// @param lastHandledReconcileAt the last requestedAt annotation that was acted on
/// @param observedGeneration -1 until the object was handled for the first time
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ReceiverStatus(
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        long observedGeneration,
        @Nullable String webhookPath) {
    /// The status of an object nobody has looked at.
    public static final ReceiverStatus UNOBSERVED = new ReceiverStatus(List.of(), null, -1, null);

    public ReceiverStatus {
        conditions = Absent.toEmpty(conditions);
    }
}
