package io.sluice.events;

/// What became of a desired state at the applier; slot `#apply`. Each closes its request.
public sealed interface ApplyOutcome extends Outcome
        permits Applied, ApplyFailed, ApplyBlocked, ApplySkipped {}
