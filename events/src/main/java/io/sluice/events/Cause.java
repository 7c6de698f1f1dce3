package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a request was made or a source was checked.
public enum Cause {
    /// The source has a new revision.
    NEW_REVISION,
    /// The declaration is new or its spec changed.
    SPEC_CHANGED,
    /// Somebody asked: `reconcile.fluxcd.io/requestedAt` changed.
    REQUESTED,
    /// The declaration was suspended and is not any more.
    RESUMED,
    /// The interval passed.
    INTERVAL,
    /// An attempt failed and its retry interval passed.
    RETRY,
    /// A ConfigMap or Secret that the unit refers to changed.
    REFERENCE_CHANGED,
    /// A new leader asks for everything once.
    LEADER_CHANGED,
    /// The log was lost and is filled again.
    LOG_LOST,
    /// Nobody answered an earlier request.
    UNANSWERED,
    /// The artifact was collected before it was rendered.
    ARTIFACT_GONE,
    /// The applier has no manifests for what it was told to apply.
    BODY_MISSING,
    /// A live object differed from the desired state.
    DRIFT,
    /// A newer service wrote a cause this one does not know.
    @JsonEnumDefaultValue
    UNKNOWN
}
