package io.sluice.sourcewatcher.git;

import io.sluice.sourcewatcher.source.Revisions;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// A revision that is wanted of a remote.
///
/// @param label how Flux names the reference in revisions; null for a bare commit
/// @param reference full name of it on the remote; null if any may hold the commit
/// @param commit as the remote says; null if it has to be fetched to know
/// @param exact whether nothing but that commit will do
record Wanted(
        @Nullable String label,
        @Nullable String reference,
        @Nullable ObjectId commit,
        boolean exact) {

    /// The commit of a revision, wherever it is.
    static Wanted pinned(String revision) {
        return new Wanted(null, null, ObjectId.fromString(Revisions.commit(revision)), true);
    }
}
