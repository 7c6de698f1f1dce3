package io.sluice.events;

/// A live object that stopped being what Git says; topic `drift`.
public sealed interface DriftEvent extends Event permits DriftDetected, DriftCorrected {}
