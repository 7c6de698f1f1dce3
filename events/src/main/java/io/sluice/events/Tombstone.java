package io.sluice.events;

/// Takes a key off the log; the head says whose and as of which request (protocol 6).
public record Tombstone() implements Event {}
