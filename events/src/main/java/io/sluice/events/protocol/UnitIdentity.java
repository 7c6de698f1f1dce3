package io.sluice.events.protocol;

/// Which unit, and which version of its declaration, is asked about.
///
/// @param uid of the live resource
/// @param generation its live `metadata.generation`
public record UnitIdentity(String uid, long generation) {}
