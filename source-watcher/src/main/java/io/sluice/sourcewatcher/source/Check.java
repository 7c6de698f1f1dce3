package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks at a remote once.
///
/// @param key of the source
/// @param number tells this check from earlier ones of the same source
/// @param generation of the declaration it was made from
/// @param requestedAt of that declaration
/// @param cause why
/// @param origin what to look at
/// @param timeout of the whole check
/// @param known what was announced last; null if nothing was
/// @param pinned whether to rebuild what is known and to look for nothing newer
/// @param thorough whether to read what is stored and compare its digest
public record Check(
        ResourceKey key,
        long number,
        long generation,
        @Nullable String requestedAt,
        Cause cause,
        Origin origin,
        Duration timeout,
        @Nullable ArtifactReference known,
        boolean pinned,
        boolean thorough) {}
