package io.sluice.events;

/// What became of a request, as a whole slot; topic `outcomes`.
public sealed interface Outcome extends Event permits RenderAnswer, ApplyOutcome, HealthReported {}
