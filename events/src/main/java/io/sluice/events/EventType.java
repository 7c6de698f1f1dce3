package io.sluice.events;

/// The wire names of the events: `io.sluice.<noun>.<verb>.v1`. Never change one.
public enum EventType {
    COMMIT_DETECTED("io.sluice.commit.detected.v1", CommitDetected.class),
    SOURCE_CHECKED("io.sluice.source.checked.v1", SourceChecked.class),
    SOURCE_FAILED("io.sluice.source.failed.v1", SourceFailed.class),
    RENDER_REQUESTED("io.sluice.render.requested.v1", RenderRequested.class),
    UNIT_WAITING("io.sluice.unit.waiting.v1", UnitWaiting.class),
    UNIT_RETIRED("io.sluice.unit.retired.v1", UnitRetired.class),
    EPOCH_OPENED("io.sluice.epoch.opened.v1", EpochOpened.class),
    MANIFESTS_RENDERED("io.sluice.manifests.rendered.v1", ManifestsRendered.class),
    DESIRED_STATE_CONFIRMED("io.sluice.manifests.confirmed.v1", DesiredStateConfirmed.class),
    RENDERED("io.sluice.render.completed.v1", Rendered.class),
    RENDER_FAILED("io.sluice.render.failed.v1", RenderFailed.class),
    RENDER_WAITING("io.sluice.render.waiting.v1", RenderWaiting.class),
    RENDER_DEFERRED("io.sluice.render.deferred.v1", RenderDeferred.class),
    APPLIED("io.sluice.apply.completed.v1", Applied.class),
    APPLY_FAILED("io.sluice.apply.failed.v1", ApplyFailed.class),
    APPLY_BLOCKED("io.sluice.apply.blocked.v1", ApplyBlocked.class),
    APPLY_SKIPPED("io.sluice.apply.skipped.v1", ApplySkipped.class),
    HEALTH_REPORTED("io.sluice.health.reported.v1", HealthReported.class),
    DRIFT_DETECTED("io.sluice.drift.detected.v1", DriftDetected.class),
    DRIFT_CORRECTED("io.sluice.drift.corrected.v1", DriftCorrected.class),
    TOMBSTONE("io.sluice.record.retired.v1", Tombstone.class);

    private final String wireName;
    private final Class<? extends Event> eventClass;

    EventType(String wireName, Class<? extends Event> eventClass) {
        this.wireName = wireName;
        this.eventClass = eventClass;
    }

    /// The value of the header `ce_type`.
    public String wireName() {
        return wireName;
    }

    /// The record that holds such an event.
    public Class<? extends Event> eventClass() {
        return eventClass;
    }

    /// The type of an event.
    public static EventType of(Event event) {
        for (EventType type : values()) {
            if (type.eventClass == event.getClass()) {
                return type;
            }
        }
        throw new IllegalArgumentException("no wire name for " + event.getClass());
    }

    /// The type with this wire name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static EventType named(String wireName) {
        for (EventType type : values()) {
            if (type.wireName.equals(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown event type: " + wireName);
    }
}
