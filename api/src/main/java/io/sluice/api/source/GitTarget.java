package io.sluice.api.source;

import org.jspecify.annotations.Nullable;

/// What a [GitReference] comes down to.
public sealed interface GitTarget {
    /// Taken when a repository names nothing.
    String DEFAULT_BRANCH = "master";

    /// The tip of a branch.
    record Branch(String name) implements GitTarget {}

    /// A tag, annotated or not.
    record Tag(String name) implements GitTarget {}

    /// The greatest tag within a range.
    record SemVer(String range) implements GitTarget {}

    /// Whatever a full reference name points to.
    record Name(String reference) implements GitTarget {}

    /// One commit.
    ///
    /// @param branch the branch it is looked for on; any if null
    record Commit(String id, @Nullable String branch) implements GitTarget {}
}
