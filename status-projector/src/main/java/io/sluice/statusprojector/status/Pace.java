package io.sluice.statusprojector.status;

import java.time.Duration;

/// How long passing states stay unseen.
///
/// @param fetching a source that is being looked at
/// @param applying a unit whose request is not answered to the end
/// @param asked the same, where somebody asked for it and looks on
/// @param waiting a unit that waits for health, a dependency or its source
public record Pace(Duration fetching, Duration applying, Duration asked, Duration waiting) {}
