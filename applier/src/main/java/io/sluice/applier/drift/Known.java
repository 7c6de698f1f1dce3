package io.sluice.applier.drift;

/// What was known of an object, to tell who changed it since.
///
/// @param uid of the object
/// @param fingerprint of our values
/// @param authors who had written it
public record Known(String uid, Fingerprint fingerprint, Authors authors) {}
