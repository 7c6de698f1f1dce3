package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [HelmRelease].
///
/// @param helmChart namespace and name of the HelmChart
/// @param observedGeneration -1 until the object was handled for the first time
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record HelmReleaseStatus(
        List<Condition> conditions,
        long failures,
        @Nullable String helmChart,
        List<ReleaseSnapshot> history,
        long installFailures,
        @Nullable Inventory inventory,
        @Nullable String lastAttemptedConfigDigest,
        long lastAttemptedGeneration,
        @SchemaFrom(type = ReleaseAction.class) @Nullable String lastAttemptedReleaseAction,
        @Nullable String lastAttemptedReleaseActionDuration,
        @Nullable String lastAttemptedRevision,
        @Nullable String lastAttemptedRevisionDigest,
        @Nullable String lastAttemptedValuesChecksum,
        @Nullable String lastHandledForceAt,
        @Nullable String lastHandledReconcileAt,
        @Nullable String lastHandledResetAt,
        long lastReleaseRevision,
        @Nullable String observedCommonMetadataDigest,
        long observedGeneration,
        @Nullable String observedPostRenderersDigest,
        @Size(min = 1, max = 63) @Nullable String storageNamespace,
        long upgradeFailures) {
    /// The status of an object nobody has looked at.
    public static final HelmReleaseStatus UNOBSERVED =
            new HelmReleaseStatus(
                    List.of(), 0, null, List.of(), 0, null, null, 0, null, null, null, null, null,
                    null, null, null, 0, null, -1, null, null, 0);

    public HelmReleaseStatus {
        conditions = Absent.toEmpty(conditions);
        history = Absent.toEmpty(history);
    }

    /// The values of `lastAttemptedReleaseAction`, spelled as on the wire.
    public enum ReleaseAction {
        install,
        upgrade
    }
}
