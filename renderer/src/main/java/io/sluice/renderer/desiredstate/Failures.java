package io.sluice.renderer.desiredstate;

import io.sluice.events.RenderFailed;

/// The reasons of failed renders, and how to make them.
public final class Failures {

    /// Flux's: the artifact could not be had, or does not hold the path.
    public static final String ARTIFACT_FAILED = "ArtifactFailed";

    /// Flux's: the manifests cannot be built.
    public static final String BUILD_FAILED = "BuildFailed";

    /// Ours: the manifests do not fit into one record.
    public static final String TOO_LARGE = "TooLarge";

    /// Ours: a bug.
    public static final String INTERNAL = "Internal";

    private Failures() {}

    /// A build failure that no file is at fault for.
    public static RenderFailed build(String message) {
        return new RenderFailed(BUILD_FAILED, message, null, null, false);
    }

    /// A build failure that only a change of the declaration can end.
    public static RenderFailed declaration(String message) {
        return new RenderFailed(BUILD_FAILED, message, null, null, true);
    }

    /// An artifact that cannot be had.
    public static RenderFailed artifact(String message) {
        return new RenderFailed(ARTIFACT_FAILED, message, null, null, false);
    }

    /// A bug of ours; the request is in the dead letters.
    public static RenderFailed internal(String message) {
        return new RenderFailed(INTERNAL, message, null, null, false);
    }
}
