package io.sluice.events;

import org.jspecify.annotations.Nullable;

/// Why one object is not what Git says.
///
/// @param object which
/// @param file it is declared in, if known
/// @param message of the API server, or ours; no secret values
public record ObjectFailure(ObjectId object, @Nullable String file, String message) {}
