package io.sluice.events;

/// A check of a source found nothing new.
///
/// @param artifact what the store holds for it
/// @param message for the user
public record SourceChecked(ArtifactReference artifact, String message) implements SourceEvent {}
