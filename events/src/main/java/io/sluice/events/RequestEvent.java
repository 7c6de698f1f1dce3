package io.sluice.events;

/// What the source-watcher asks for; topic `requests`.
public sealed interface RequestEvent extends Event
        permits RenderRequested, UnitWaiting, UnitRetired, EpochOpened {}
