package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;

/// What a source offers its units.
public sealed interface Availability {

    /// An artifact that was announced and lies in the store.
    record Ready(String uid, ArtifactReference artifact) implements Availability {}

    /// There was an artifact, and it is being made again; or the very first one is being made just
    /// now: units neither go on nor wait (protocol 5).
    record Rebuilding() implements Availability {}

    /// There has never been an artifact.
    record Empty(String uid) implements Availability {}

    /// There is no such source.
    record Missing() implements Availability {}
}
