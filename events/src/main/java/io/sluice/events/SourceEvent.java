package io.sluice.events;

/// What became of looking at a source; topic `commits`.
public sealed interface SourceEvent extends Event
        permits CommitDetected, SourceChecked, SourceFailed {}
