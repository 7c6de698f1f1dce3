package io.sluice.api.meta;

/// The API groups and the versions served.
public final class ApiGroups {
    public static final String SOURCE = "source.toolkit.fluxcd.io";
    public static final String SOURCE_VERSION = "v1";
    public static final String SOURCE_EXTENSIONS = "source.extensions.fluxcd.io";
    public static final String SOURCE_EXTENSIONS_VERSION = "v1beta1";
    public static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
    public static final String KUSTOMIZE_VERSION = "v1";
    public static final String HELM = "helm.toolkit.fluxcd.io";
    public static final String HELM_VERSION = "v2";
    public static final String NOTIFICATION = "notification.toolkit.fluxcd.io";
    public static final String NOTIFICATION_VERSION = "v1";
    public static final String NOTIFICATION_BETA_VERSION = "v1beta3";
    public static final String IMAGE = "image.toolkit.fluxcd.io";
    public static final String IMAGE_VERSION = "v1";

    private ApiGroups() {}
}
