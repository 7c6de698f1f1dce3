package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one request of one unit (or one announcement of one source) for all time.
///
/// Pairs compare epoch first (protocol 1). The epoch grows with every leader of the
/// source-watcher and every loss of the log; the sequence is one counter per epoch.
///
/// @param epoch at least 0; 0 is used by nobody and is smaller than every real one
/// @param sequence at least 0
public record RequestNumber(long epoch, long sequence) implements Comparable<RequestNumber> {

    /// Smaller than every request that was ever made.
    public static final RequestNumber NONE = new RequestNumber(0, 0);

    public RequestNumber {
        if (epoch < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "a request number is never negative: " + epoch + "." + sequence);
        }
    }

    /// Reads the wire form `epoch.sequence`.
    ///
    /// @throws IllegalArgumentException if the text has another form
    @JsonCreator
    public static RequestNumber parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a request number: " + text);
        }
        return new RequestNumber(
                Long.parseLong(text, 0, dot, 10), Long.parseLong(text, dot + 1, text.length(), 10));
    }

    /// Whether this request was made after the other one.
    public boolean isAfter(RequestNumber other) {
        return compareTo(other) > 0;
    }

    /// Whether an answer to this request also answers the other one.
    public boolean covers(RequestNumber other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(RequestNumber other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }

    /// The wire form, `epoch.sequence`.
    @Override
    @JsonValue
    public String toString() {
        return epoch + "." + sequence;
    }
}
