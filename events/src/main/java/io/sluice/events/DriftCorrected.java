package io.sluice.events;

/// A live object is again what Git says, or could not be made so.
///
/// @param object which
/// @param corrected false if the repair failed or is contested
/// @param message for the user
/// @param millis from the detection to the answer of the API server
public record DriftCorrected(ObjectId object, boolean corrected, String message, long millis)
        implements DriftEvent {}
