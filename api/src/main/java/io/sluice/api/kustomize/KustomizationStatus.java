package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.Inventory;
import io.sluice.api.meta.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [Kustomization].
///
/// @param history newest first, at most [#HISTORY_LENGTH]
/// @param lastAppliedRevision of the last success
/// @param lastAttemptedRevision of the last attempt, whatever became of it
/// @param lastHandledReconcileAt the last requestedAt annotation that was acted on
/// @param observedGeneration -1 until the object was handled for the first time
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record KustomizationStatus(
        List<Condition> conditions,
        List<Snapshot> history,
        @Nullable Inventory inventory,
        @Nullable String lastAppliedOriginRevision,
        @Nullable String lastAppliedRevision,
        @Nullable String lastAttemptedRevision,
        @Nullable String lastHandledReconcileAt,
        long observedGeneration) {

    /// How many history entries are kept.
    public static final int HISTORY_LENGTH = 5;

    /// The status of an object nobody has looked at.
    public static final KustomizationStatus UNOBSERVED =
            new KustomizationStatus(List.of(), List.of(), null, null, null, null, null, -1);

    public KustomizationStatus {
        conditions = Absent.toEmpty(conditions);
        history = Absent.toEmpty(history);
    }
}
