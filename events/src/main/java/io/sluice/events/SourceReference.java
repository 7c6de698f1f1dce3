package io.sluice.events;

/// The source a unit takes its artifact from.
///
/// @param key kind, namespace and name
/// @param uid of the source's resource; empty if it does not exist
public record SourceReference(ResourceKey key, String uid) {}
