package io.sluice.statusprojector.status;

/// What matters of the spec of a kind that is not served.
///
/// @param type of a HelmRepository; empty for every other kind
public record UnservedSpec(boolean suspend, String type) {}
