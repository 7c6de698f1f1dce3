package io.sluice.kustomize.yaml;

/// How a scalar was or is to be written.
public enum Style {
    /// Without quotes.
    PLAIN,
    /// In single quotes.
    SINGLE,
    /// In double quotes.
    DOUBLE,
    /// As a literal block.
    LITERAL,
    /// As a folded block.
    FOLDED
}
