package io.sluice.events;

/// A unit cannot be rendered yet: its source is missing, forbidden or has no artifact.
///
/// @param reason Flux's, for example `ArtifactFailed`
/// @param message for the user
/// @param stalled whether only a change of the declaration can help
public record UnitWaiting(String reason, String message, boolean stalled) implements RequestEvent {}
