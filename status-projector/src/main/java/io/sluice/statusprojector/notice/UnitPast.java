package io.sluice.statusprojector.notice;

import io.sluice.events.ApplyFailed;
import io.sluice.events.Envelope;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderFailed;
import io.sluice.events.RequestNumber;

/// What earlier records said of a unit, as far as it matters to what is told next.
///
/// @param changedBy the newest request whose apply changed something
/// @param failed whether the unit failed last
public record UnitPast(RequestNumber changedBy, boolean failed) {

    /// Nothing is known.
    public static final UnitPast UNKNOWN = new UnitPast(RequestNumber.NONE, false);

    /// The past after one more record.
    public UnitPast after(Envelope record) {
        if (UnitNotices.isChange(record.event())) {
            return new UnitPast(record.request(), failed);
        }
        return switch (record.event()) {
            case RenderFailed _, ApplyFailed _ -> new UnitPast(changedBy, true);
            case HealthReported health ->
                    switch (health.state()) {
                        case FAILED -> new UnitPast(changedBy, true);
                        case HEALTHY, NOT_AWAITED -> new UnitPast(changedBy, false);
                        case WAITING, UNKNOWN -> this;
                    };
            default -> this;
        };
    }
}
