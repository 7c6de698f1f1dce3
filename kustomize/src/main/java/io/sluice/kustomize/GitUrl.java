package io.sluice.kustomize;

import java.time.Duration;

/// A remote base, taken apart.
///
/// @param repository what to clone, such as `https://github.com/org/repo`
/// @param path the directory in the repository, empty for its root
/// @param ref the branch, tag or commit, empty for the default branch
/// @param submodules whether submodules are fetched too
/// @param timeout how long fetching may take
public record GitUrl(
        String repository, String path, String ref, boolean submodules, Duration timeout) {}
