package io.sluice.events.wire;

import io.sluice.events.Envelope;

/// What became of reading a record.
public sealed interface Reading {

    /// It is one of ours.
    ///
    /// @param envelope what it holds
    record Read(Envelope envelope) implements Reading {}

    /// It is not to be acted on; count it and go on.
    ///
    /// @param reason why
    /// @param message names topic, partition and offset; never the body
    record Refused(Reason reason, String message) implements Reading {}

    /// Why a record is refused.
    enum Reason {
        /// Another cluster wrote it.
        OTHER_CLUSTER,
        /// Its signature is missing or wrong.
        BAD_SIGNATURE,
        /// Its headers or body cannot be read.
        UNDECODABLE
    }
}
