package io.sluice.sourcewatcher.source;

import io.sluice.api.source.GitTarget;
import org.jspecify.annotations.Nullable;

/// Where a source comes from; one record per kind of source that is served.
public sealed interface Origin {

    /// A Git repository.
    ///
    /// @param url over HTTP or HTTPS, without credentials
    /// @param target what to follow
    /// @param secretName the Secret with credentials, in the source's namespace; null for none
    /// @param ignore patterns besides those in the repository
    record Git(String url, GitTarget target, @Nullable String secretName, @Nullable String ignore)
            implements Origin {}
}
