package io.sluice.events;

/// What a record of a unit or source is about; the part of the record key after `#`.
public enum Slot {
    /// The resource's own key: announcements, requests, desired states, drift.
    SELF(""),
    /// `#confirmed`: the applier's part of the spec when the body did not change.
    CONFIRMED("#confirmed"),
    /// `#render`: what became of the newest request at the renderer.
    RENDER("#render"),
    /// `#apply`: what became of the newest desired state at the applier.
    APPLY("#apply"),
    /// `#health`: whether what was applied is healthy.
    HEALTH("#health"),
    /// `#check`: the last check of a source that announced nothing new.
    CHECK("#check");

    private final String suffix;

    Slot(String suffix) {
        this.suffix = suffix;
    }

    /// What stands after the resource key on the wire, with its `#`.
    public String suffix() {
        return suffix;
    }
}
