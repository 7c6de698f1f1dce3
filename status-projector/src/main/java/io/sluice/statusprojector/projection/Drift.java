package io.sluice.statusprojector.projection;

import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.DriftEvent;
import io.sluice.events.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of drift in one unit.
///
/// @param detected how often, as far as the log goes back
/// @param corrected how often
/// @param incidents newest first, at most [#MOST]
public record Drift(long detected, long corrected, List<Incident> incidents) {

    /// How many incidents are kept.
    public static final int MOST = 20;

    /// No drift.
    public static final Drift NONE = new Drift(0, 0, List.of());

    public Drift {
        incidents = List.copyOf(incidents);
    }

    /// One object that stopped being what Git says.
    ///
    /// @param corrected when it was repaired, or found that it cannot be; null before
    /// @param contested whether the repair failed
    public record Incident(
            Instant time,
            ObjectId object,
            DriftDetected.Kind how,
            List<String> paths,
            String by,
            @Nullable Instant corrected,
            boolean contested,
            @Nullable String message,
            @Nullable Long millis) {

        private Incident closed(DriftCorrected end, Instant when) {
            return new Incident(
                    time,
                    object,
                    how,
                    paths,
                    by,
                    when,
                    !end.corrected(),
                    end.message(),
                    end.millis());
        }
    }

    /// The drift after one more record.
    Drift after(DriftEvent event, Instant time) {
        return switch (event) {
            case DriftDetected found -> {
                var all = new ArrayList<Incident>();
                all.add(
                        new Incident(
                                time,
                                found.object(),
                                found.kind(),
                                found.paths(),
                                found.by(),
                                null,
                                false,
                                null,
                                null));
                all.addAll(incidents.subList(0, Math.min(incidents.size(), MOST - 1)));
                yield new Drift(detected + 1, corrected, all);
            }
            case DriftCorrected end ->
                    new Drift(
                            detected,
                            end.corrected() ? corrected + 1 : corrected,
                            incidents.stream().map(one -> close(one, end, time)).toList());
        };
    }

    private static Incident close(Incident one, DriftCorrected end, Instant time) {
        boolean open = one.corrected() == null && one.object().isSameObject(end.object());
        return open ? one.closed(end, time) : one;
    }
}
