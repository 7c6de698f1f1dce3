package io.sluice.events;

import java.util.List;

/// A source has a new artifact.
///
/// @param artifact what to fetch
/// @param commits since the last announced revision, newest first; the first is the revision itself
/// @param truncated whether there were more commits than are listed, or history was rewritten
public record CommitDetected(ArtifactReference artifact, List<Commit> commits, boolean truncated)
        implements SourceEvent {

    public CommitDetected {
        commits = commits == null ? List.of() : List.copyOf(commits);
    }
}
