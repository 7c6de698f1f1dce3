package io.sluice.events.wire;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes ULIDs: 48 bits of time and 80 of chance in Crockford's base 32, sortable by time.
///
/// @param clock tells the time part
/// @param random must be safe to use from several threads
public record Ulids(InstantSource clock, RandomGenerator random) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// A fresh id, 26 characters.
    public String next() {
        var text = new StringBuilder(26);
        append(text, clock.millis(), 10);
        append(text, random.nextLong(), 8);
        append(text, random.nextLong(), 8);
        return text.toString();
    }

    private static void append(StringBuilder text, long bits, int digits) {
        for (int digit = digits - 1; digit >= 0; digit--) {
            text.append(ALPHABET.charAt((int) (bits >>> (5 * digit)) & 31));
        }
    }
}
