package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Artifact;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [GitRepository].
///
/// @param observedGeneration -1 until the object was handled for the first time
/// @param lastHandledReconcileAt the last requestedAt annotation that was acted on
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GitRepositoryStatus(
        @Nullable Artifact artifact,
        List<Condition> conditions,
        List<Artifact> includedArtifacts,
        @Nullable String lastHandledReconcileAt,
        long observedGeneration,
        @Nullable String observedIgnore,
        List<GitInclude> observedInclude,
        boolean observedRecurseSubmodules,
        List<String> observedSparseCheckout,
        @Nullable String sourceVerificationMode) {

    /// The status of an object nobody has looked at.
    public static final GitRepositoryStatus UNOBSERVED =
            new GitRepositoryStatus(
                    null, List.of(), List.of(), null, -1, null, List.of(), false, List.of(), null);

    public GitRepositoryStatus {
        conditions = Absent.toEmpty(conditions);
        includedArtifacts = Absent.toEmpty(includedArtifacts);
        observedInclude = Absent.toEmpty(observedInclude);
        observedSparseCheckout = Absent.toEmpty(observedSparseCheckout);
    }
}
