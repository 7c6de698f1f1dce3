package io.sluice.statusprojector.effects;

import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.statusprojector.projection.Ask;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Duration;
import java.util.Optional;

/// How long a reconciliation took, from its request to the record that ends it.
final class Durations {
    private Durations() {}

    /// Empty if the record ends none, or if the request is not the newest one any more.
    static Optional<Duration> of(Envelope record, Optional<UnitView> view) {
        Recorded<Ask> asked = view.map(UnitView::asked).orElse(null);
        if (!ends(record.event()) || asked == null || !asked.request().equals(record.request())) {
            return Optional.empty();
        }
        Duration took = Duration.between(asked.time(), record.head().time());
        return Optional.of(took.isNegative() ? Duration.ZERO : took);
    }

    private static boolean ends(Event event) {
        return switch (event) {
            case RenderFailed _, RenderWaiting _, ApplyFailed _, ApplyBlocked _ -> true;
            case HealthReported health ->
                    health.state() != State.WAITING && health.state() != State.UNKNOWN;
            default -> false;
        };
    }
}
