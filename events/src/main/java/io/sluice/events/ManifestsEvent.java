package io.sluice.events;

/// The desired state of a unit; topic `manifests`.
public sealed interface ManifestsEvent extends Event
        permits ManifestsRendered, DesiredStateConfirmed {}
