package io.sluice.events;

/// The renderer's answer to [UnitWaiting].
///
/// @param reason Flux's, for example `ArtifactFailed`
/// @param message for the user
/// @param stalled whether only a change of the declaration can help
public record RenderWaiting(String reason, String message, boolean stalled)
        implements RenderAnswer {}
