package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Commit;
import java.util.List;

/// What a check found.
public sealed interface CheckOutcome {

    /// Before the remote was asked: what is known lies in the store. The check goes on.
    record Stored(ArtifactReference artifact) implements CheckOutcome {}

    /// The remote was asked, and this lies in the store.
    ///
    /// @param artifact of the revision the remote has now
    /// @param commits since the one that is known, newest first; empty if nothing moved
    /// @param truncated whether there were more, or history was rewritten
    record Current(ArtifactReference artifact, List<Commit> commits, boolean truncated)
            implements CheckOutcome {
        public Current {
            commits = List.copyOf(commits);
        }
    }

    /// It could not be checked or packed.
    ///
    /// @param reason one of Flux's
    /// @param message for the user; no credentials
    /// @param condition Flux's negative condition
    /// @param stalled whether only a change of the declaration can help
    record Failed(String reason, String message, String condition, boolean stalled)
            implements CheckOutcome {}
}
