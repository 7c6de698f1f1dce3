package io.sluice.statusprojector.notice;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.GoDuration;
import io.sluice.events.DriftCorrected;
import io.sluice.events.Envelope;
import io.sluice.events.ObjectChange;
import io.sluice.events.RequestNumber;
import io.sluice.statusprojector.projection.Ask;
import io.sluice.statusprojector.projection.Drift;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.UnitView;
import io.sluice.statusprojector.status.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What is known around a record of a unit when it is told.
///
/// @param changed whether the apply of the same request changed anything in the cluster
/// @param recovered whether the unit was not ready before
/// @param took how long the reconciliation took, as Go writes it
/// @param interval of the unit, as Go writes it
/// @param drift who changed what, where a drift was corrected
record UnitCircumstances(
        boolean changed, boolean recovered, String took, String interval, String drift) {

    private static final String UNKNOWN = "unknown";

    /// Gathers them.
    ///
    /// @param changedBy the newest request whose apply is known to have changed something
    static UnitCircumstances of(
            Envelope record,
            Optional<UnitView> view,
            Optional<Live<KustomizationSpec, KustomizationStatus>> live,
            RequestNumber changedBy) {
        return new UnitCircumstances(
                changedBy.equals(record.request())
                        || view.filter(one -> changed(one, record)).isPresent(),
                live.filter(one -> recovered(one, record.head().time())).isPresent(),
                GoDuration.format(took(record, view).truncatedTo(ChronoUnit.MILLIS)),
                live.map(UnitCircumstances::interval).orElse(UNKNOWN),
                view.map(one -> drift(one, record)).orElse(UNKNOWN));
    }

    private static boolean changed(UnitView view, Envelope record) {
        return view.apply() != null
                && view.apply().request().equals(record.request())
                && view.apply().fact() instanceof io.sluice.events.Applied applied
                && applied.changes().stream()
                        .anyMatch(
                                change ->
                                        change.action() != ObjectChange.Action.UNCHANGED
                                                && change.action() != ObjectChange.Action.SKIPPED);
    }

    /// Whether the status is not ready yet, or became so by this very record.
    private static boolean recovered(
            Live<KustomizationSpec, KustomizationStatus> live, Instant time) {
        return live.status().conditions().stream()
                .filter(one -> one.type().equals(ConditionTypes.READY))
                .noneMatch(one -> one.holds() && !isSince(one, time));
    }

    private static boolean isSince(Condition ready, Instant time) {
        return ready.lastTransitionTime().equals(time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Duration took(Envelope record, Optional<UnitView> view) {
        Recorded<Ask> asked = view.map(UnitView::asked).orElse(null);
        if (asked == null || !asked.request().equals(record.request())) {
            return Duration.ZERO;
        }
        Duration took = Duration.between(asked.time(), record.head().time());
        return took.isNegative() ? Duration.ZERO : took;
    }

    private static String interval(Live<KustomizationSpec, KustomizationStatus> live) {
        try {
            return GoDuration.format(live.spec().effectiveInterval());
        } catch (IllegalArgumentException _) {
            return UNKNOWN;
        }
    }

    private static String drift(UnitView view, Envelope record) {
        if (!(record.event() instanceof DriftCorrected end)) {
            return UNKNOWN;
        }
        return view.drift().incidents().stream()
                .filter(one -> one.object().isSameObject(end.object()))
                .filter(one -> !one.time().isAfter(record.head().time()))
                .findFirst()
                .map(UnitCircumstances::described)
                .orElse(UNKNOWN);
    }

    private static String described(Drift.Incident incident) {
        return incident.paths().isEmpty()
                ? incident.how().name().toLowerCase(java.util.Locale.ROOT) + " by " + incident.by()
                : String.join(", ", incident.paths()) + " by " + incident.by();
    }
}
