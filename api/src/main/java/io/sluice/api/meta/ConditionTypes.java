package io.sluice.api.meta;

/// The condition types of Flux's kinds.
public final class ConditionTypes {
    /// The summary every consumer waits for; always present once an object was handled.
    public static final String READY = "Ready";

    /// Work is under way or will be retried; absent otherwise, never `False`.
    public static final String RECONCILING = "Reconciling";

    /// Nothing will happen until a person changes something; absent otherwise, never `False`.
    public static final String STALLED = "Stalled";

    /// The health checks of a Kustomization.
    public static final String HEALTHY = "Healthy";

    public static final String ARTIFACT_IN_STORAGE = "ArtifactInStorage";
    public static final String ARTIFACT_OUTDATED = "ArtifactOutdated";
    public static final String FETCH_FAILED = "FetchFailed";
    public static final String BUILD_FAILED = "BuildFailed";
    public static final String STORAGE_OPERATION_FAILED = "StorageOperationFailed";
    public static final String INCLUDE_UNAVAILABLE = "IncludeUnavailable";
    public static final String SOURCE_VERIFIED = "SourceVerified";

    private ConditionTypes() {}
}
