package io.sluice.sourcewatcher.unit;

/// A ConfigMap or Secret that a unit's spec names.
///
/// @param kind `ConfigMap` or `Secret`
public record ReferenceName(String kind, String namespace, String name) {}
