package io.sluice.kustomize.yaml;

/// The two readings of YAML that Kustomize uses.
public enum Dialect {
    /// Resources: `yes` and `on` are text.
    RESOURCE,
    /// Kustomization files, JSON patches in YAML, configurations: YAML 1.1, `yes` is true.
    CONFIG
}
