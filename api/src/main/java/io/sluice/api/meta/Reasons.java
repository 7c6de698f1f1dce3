package io.sluice.api.meta;

/// The reasons conditions of more than one kind give.
public final class Reasons {
    public static final String SUCCEEDED = "Succeeded";
    public static final String PROGRESSING = "Progressing";
    public static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";
    public static final String DEPENDENCY_NOT_READY = "DependencyNotReady";
    public static final String ACCESS_DENIED = "AccessDenied";
    public static final String INVALID_CEL_EXPRESSION = "InvalidCELExpression";
    public static final String FEATURE_GATE_DISABLED = "FeatureGateDisabled";

    private Reasons() {}
}
