package io.sluice.events;

/// A fact that travels between the services.
public sealed interface Event
        permits SourceEvent, RequestEvent, ManifestsEvent, Outcome, DriftEvent, Tombstone {}
