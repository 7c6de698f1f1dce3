package io.sluice.statusprojector.notice;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.events.Envelope;
import io.sluice.events.SourceEvent;
import io.sluice.statusprojector.projection.UnitView;
import io.sluice.statusprojector.status.Live;
import java.util.List;
import java.util.Optional;

/// What a record of the log tells users.
public final class Notices {
    private Notices() {}

    /// The notices of a record, in order; none if it tells nothing new.
    ///
    /// @param view what the log says of the unit; empty for a source
    /// @param live the unit; empty for a source
    /// @param past of the unit
    public static List<Notice> of(
            Envelope record,
            Optional<UnitView> view,
            Optional<Live<KustomizationSpec, KustomizationStatus>> live,
            UnitPast past) {
        return record.event() instanceof SourceEvent
                ? SourceNotices.of(record)
                : UnitNotices.of(record, UnitCircumstances.of(record, view, live, past));
    }
}
