package io.sluice.events;

import org.jspecify.annotations.Nullable;

/// A source could not be checked or packed.
///
/// @param reason one of Flux's, for example `GitOperationFailed`
/// @param message what went wrong and what to change; no credentials
/// @param condition Flux's negative condition that is true now, for example `FetchFailed`
/// @param stalled whether only a change of the declaration can help
/// @param artifact what the store still holds, if anything
public record SourceFailed(
        String reason,
        String message,
        String condition,
        boolean stalled,
        @Nullable ArtifactReference artifact)
        implements SourceEvent {}
