package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;
import org.jspecify.annotations.Nullable;

/// Flux's grammar of revisions: `main@sha1:…`, `sha1:…`.
public final class Revisions {

    private Revisions() {}

    /// The revision of a commit.
    ///
    /// @param reference short name of the branch or tag, or a full reference name; null for none
    public static String of(@Nullable String reference, String commit) {
        String algorithm = commit.length() == 64 ? "sha256:" : "sha1:";
        return (reference == null ? "" : reference + "@") + algorithm + commit;
    }

    /// The commit that a revision names.
    public static String commit(String revision) {
        return revision.substring(revision.lastIndexOf(':') + 1);
    }

    /// Whether two artifacts are the same to everybody who fetches them.
    public static boolean same(@Nullable ArtifactReference one, @Nullable ArtifactReference other) {
        return one != null
                && other != null
                && one.revision().equals(other.revision())
                && one.digest().equals(other.digest())
                && one.url().equals(other.url());
    }
}
