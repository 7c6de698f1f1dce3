package io.sluice.api.kustomize;

import java.util.Map;

/// The labels that say which Kustomization an object belongs to. Never change one.
public final class OwnerLabels {
    public static final String NAME = "kustomize.toolkit.fluxcd.io/name";
    public static final String NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";

    private OwnerLabels() {}

    /// Whether the labels name the Kustomization.
    public static boolean name(Map<String, String> labels, String namespace, String name) {
        return name.equals(labels.get(NAME)) && namespace.equals(labels.get(NAMESPACE));
    }
}
