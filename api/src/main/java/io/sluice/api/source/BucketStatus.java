package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Artifact;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [Bucket].
///
/// @param lastHandledReconcileAt the last requestedAt annotation that was acted on
/// @param observedGeneration -1 until the object was handled for the first time
/// @param url of the latest artifact
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record BucketStatus(
        @Nullable Artifact artifact,
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        long observedGeneration,
        @Nullable String observedIgnore,
        @Nullable String url) {
    /// The status of an object nobody has looked at.
    public static final BucketStatus UNOBSERVED =
            new BucketStatus(null, List.of(), null, -1, null, null);

    public BucketStatus {
        conditions = Absent.toEmpty(conditions);
    }
}
