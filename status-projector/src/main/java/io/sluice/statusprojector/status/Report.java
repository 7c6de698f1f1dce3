package io.sluice.statusprojector.status;

import java.time.Instant;

/// What to do about the status of one resource.
public sealed interface Report<S> {

    /// Nothing: it says what it shall, or it is not ours to speak of.
    record Leave<S>(String why) implements Report<S> {}

    /// Write it.
    ///
    /// @param status in full
    /// @param due not before this time, so that what is over soon is never shown; the past for
    ///     what is to be seen at once
    /// @param since when what it shows became known, for the measured latency
    record Show<S>(S status, Instant due, Instant since) implements Report<S> {}
}
