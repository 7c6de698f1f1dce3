package io.sluice.events;

import org.jspecify.annotations.Nullable;

/// The unit could not be rendered.
///
/// @param reason Flux's where it has one (`BuildFailed`, `ArtifactFailed`), else ours (`TooLarge`,
///     `Internal`)
/// @param message what went wrong and what to change
/// @param file relative to the artifact's root, if known
/// @param line in the file, from 1, if known
/// @param stalled whether only a change of the declaration can help
public record RenderFailed(
        String reason,
        String message,
        @Nullable String file,
        @Nullable Integer line,
        boolean stalled)
        implements RenderAnswer {}
