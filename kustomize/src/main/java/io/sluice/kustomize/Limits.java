package io.sluice.kustomize;

import java.time.Duration;

/// Bounds that keep one build from hurting anything but itself.
///
/// @param fileBytes the longest file that is read
/// @param totalBytes the most that is read in one build
/// @param nodes the most YAML nodes one build may create, after aliases are expanded
/// @param depth how deep a document may be nested
/// @param documents the most objects one build may hold
/// @param outputBytes the most a build may print
/// @param bases how long a chain of bases may be
/// @param time how long a build may take
public record Limits(
        long fileBytes,
        long totalBytes,
        long nodes,
        int depth,
        int documents,
        long outputBytes,
        int bases,
        Duration time) {

    /// Far above what real repositories need.
    public static final Limits DEFAULT =
            new Limits(
                    16L << 20,
                    64L << 20,
                    1_200_000,
                    500,
                    25_000,
                    64L << 20,
                    100,
                    Duration.ofMinutes(1));
}
