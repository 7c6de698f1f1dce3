package io.sluice.events;

import org.jspecify.annotations.Nullable;

/// A ConfigMap or Secret that a unit's spec names.
///
/// @param kind `ConfigMap` or `Secret`
/// @param uid null if the object is absent
/// @param resourceVersion null if the object is absent
public record Reference(
        String kind,
        String namespace,
        String name,
        @Nullable String uid,
        @Nullable String resourceVersion) {}
