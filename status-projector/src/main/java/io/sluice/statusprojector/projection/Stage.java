package io.sluice.statusprojector.projection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far a unit's newest request got, or what just became of a unit or source.
public enum Stage {
    /// A source announced a new revision.
    DETECTED,
    /// A source was checked and has nothing new.
    CHECKED,
    /// A unit is asked for.
    REQUESTED,
    /// A unit waits for its source.
    WAITING,
    /// A unit has new manifests.
    RENDERED,
    /// A unit has the same manifests as before.
    CONFIRMED,
    /// The renderer could not answer yet and will be asked again.
    DEFERRED,
    /// Everything is in the cluster; nothing is known of its health yet.
    APPLIED,
    /// The manifests wait for another unit.
    BLOCKED,
    /// The resource says not to apply.
    SKIPPED,
    /// Fetching, rendering, applying or a health check failed.
    FAILED,
    /// Everything is in the cluster; its health is awaited.
    CHECKING,
    /// Everything is in the cluster and healthy, or its health is not awaited.
    HEALTHY,
    /// A live object is not what Git says.
    DRIFTED,
    /// A live object is again what Git says, or could not be made so.
    CORRECTED,
    /// The resource is gone.
    RETIRED;

    /// As JSON has it.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
