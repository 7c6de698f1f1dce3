package io.sluice.statusprojector.status;

import java.time.Duration;

/// How long passing states stay unseen.
///
/// @param queued a request that nobody has begun to answer
/// @param working a unit that is being applied, blocked, or waiting for its source
public record Pace(Duration queued, Duration working) {}
