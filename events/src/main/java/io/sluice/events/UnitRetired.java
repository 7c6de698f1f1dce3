package io.sluice.events;

/// The unit's resource is gone (protocol 6); the head carries the uid that is gone.
public record UnitRetired() implements RequestEvent {}
