package io.sluice.events;

import org.jspecify.annotations.Nullable;

/// The request cannot be answered yet and will be asked again; closes nothing.
///
/// @param reason why, for example `ArtifactGone`
/// @param message for the log
/// @param previous the answer that still holds, if there was one
/// @param previousContext of that answer; null exactly if `previous` is
public record RenderDeferred(
        String reason,
        String message,
        @Nullable RenderAnswer previous,
        @Nullable Context previousContext)
        implements RenderAnswer {}
