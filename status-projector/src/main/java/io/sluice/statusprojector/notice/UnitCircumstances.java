package io.sluice.statusprojector.notice;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.GoDuration;
import io.sluice.events.DriftCorrected;
import io.sluice.events.Envelope;
import io.sluice.statusprojector.projection.Ask;
import io.sluice.statusprojector.projection.Drift;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.UnitView;
import io.sluice.statusprojector.status.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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
    private static final Duration UNSEEN = Duration.ofMillis(300);

    /// Gathers them.
    ///
    /// @param past of the unit
    static UnitCircumstances of(
            Envelope record,
            Optional<UnitView> view,
            Optional<Live<KustomizationSpec, KustomizationStatus>> live,
            UnitPast past) {
        Duration took = took(record, view);
        return new UnitCircumstances(
                past.changedBy().equals(record.request())
                        || view.filter(one -> changed(one, record)).isPresent(),
                past.failed()
                        || live.filter(one -> recovered(one, record.head().time(), took))
                                .isPresent(),
                GoDuration.format(took.truncatedTo(ChronoUnit.MILLIS)),
                live.map(UnitCircumstances::interval).orElse(UNKNOWN),
                view.map(one -> drift(one, record)).orElse(UNKNOWN));
    }

    private static boolean changed(UnitView view, Envelope record) {
        return view.apply() != null
                && view.apply().request().equals(record.request())
                && UnitNotices.isChange(view.apply().fact());
    }

    /// Whether the status tells of a failure, or did until this very record: what takes so short a
    /// time is never shown as being under way.
    private static boolean recovered(
            Live<KustomizationSpec, KustomizationStatus> live, Instant time, Duration took) {
        Optional<Condition> ready =
                live.status().conditions().stream()
                        .filter(one -> one.type().equals(ConditionTypes.READY))
                        .findFirst();
        if (ready.isEmpty()) {
            return true;
        }
        Instant since = ready.get().lastTransitionTime();
        boolean justNow = since.equals(time.truncatedTo(ChronoUnit.SECONDS));
        return ready.get().status().equals(Condition.Status.False.name())
                || (ready.get().holds() && justNow && took.compareTo(UNSEEN) < 0);
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
                ? incident.how().name().toLowerCase(Locale.ROOT) + " by " + incident.by()
                : String.join(", ", incident.paths()) + " by " + incident.by();
    }
}
