package io.sluice.events;

/// The manifests did not change; the applier's part of the spec stands here in full.
///
/// Confirmation never means success: what is not converged is tried again.
///
/// @param digest of the manifests that still hold
/// @param inputsDigest of the input set as of this request
/// @param spec the applier's part of the unit's spec
public record DesiredStateConfirmed(String digest, String inputsDigest, ApplySpec spec)
        implements ManifestsEvent {}
