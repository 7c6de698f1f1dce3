package io.sluice.renderer.artifact;

/// What an artifact may cost.
///
/// @param packedBytes of the archive
/// @param unpackedBytes of all files together
/// @param fileBytes of one file
/// @param entries files and directories
/// @param pathLength characters of one path
/// @param ratio unpacked to packed bytes, counted from the first megabyte on
public record ArtifactLimits(
        long packedBytes,
        long unpackedBytes,
        long fileBytes,
        int entries,
        int pathLength,
        int ratio) {

    /// Far above what real repositories need.
    public static final ArtifactLimits DEFAULT =
            new ArtifactLimits(100L << 20, 512L << 20, 64L << 20, 100_000, 1024, 200);
}
