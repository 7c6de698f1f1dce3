package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [ImagePolicy].
///
/// @param observedGeneration -1 until the object was handled for the first time
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ImagePolicyStatus(
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        @Nullable ImageReference latestRef,
        long observedGeneration,
        @Nullable ImageReference observedPreviousRef) {
    /// The status of an object nobody has looked at.
    public static final ImagePolicyStatus UNOBSERVED =
            new ImagePolicyStatus(List.of(), null, null, -1, null);

    public ImagePolicyStatus {
        conditions = Absent.toEmpty(conditions);
    }
}
