package io.sluice.api.meta;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as the API writes them: `1h2m3.5s`, `250ms`.
///
/// Resources keep the string they were given and it is parsed on use, so that no value can stop the
/// decoding of an object.
public final class GoDuration {
    /// What the schema accepts for most durations.
    public static final String PATTERN = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";

    /// What the schema accepts for timeouts of remote operations: no hours.
    public static final String PATTERN_WITHOUT_HOURS = "^([0-9]+(\\.[0-9]+)?(ms|s|m))+$";

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Pattern PART =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, BigDecimal> NANOS =
            Map.of(
                    "ns", BigDecimal.ONE,
                    "us", BigDecimal.valueOf(1_000),
                    "µs", BigDecimal.valueOf(1_000),
                    "μs", BigDecimal.valueOf(1_000),
                    "ms", BigDecimal.valueOf(1_000_000),
                    "s", BigDecimal.valueOf(1_000_000_000L),
                    "m", BigDecimal.valueOf(60_000_000_000L),
                    "h", BigDecimal.valueOf(3_600_000_000_000L));

    private GoDuration() {}

    /// The duration a string stands for; what is longer than some 292 years is cut to that.
    ///
    /// @throws IllegalArgumentException if the string is no duration
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(text);
        var nanos = BigDecimal.ZERO;
        int at = 0;
        while (part.find() && part.start() == at) {
            nanos = nanos.add(nanosOf(part.group(1), part.group(2)));
            at = part.end();
        }
        if (at == 0 || at != text.length()) {
            throw new IllegalArgumentException(
                    "'%s' is not a duration; write it like 1h30m, 90s or 500ms".formatted(text));
        }
        var longest = BigDecimal.valueOf(Long.MAX_VALUE);
        return nanos.compareTo(longest) >= 0 ? LONGEST : Duration.ofNanos(nanos.longValue());
    }

    /// The duration as Go prints it: `1m30s`, `2.5s`, `350ms`.
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return belowOneSecond(duration.toNanos());
        }
        var text = new StringBuilder();
        long hours = duration.toHours();
        long minutes = duration.toMinutesPart();
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (hours > 0 || minutes > 0) {
            text.append(minutes).append('m');
        }
        var seconds =
                BigDecimal.valueOf(duration.toSecondsPart())
                        .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
        return text.append(plain(seconds)).append('s').toString();
    }

    private static String belowOneSecond(long nanos) {
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        return nanos < 1_000_000
                ? plain(BigDecimal.valueOf(nanos, 3)) + "µs"
                : plain(BigDecimal.valueOf(nanos, 6)) + "ms";
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal nanosOf(String number, String unit) {
        var size = NANOS.get(unit);
        if (size == null) {
            throw new IllegalArgumentException("'%s' is not a unit of time".formatted(unit));
        }
        return new BigDecimal(number).multiply(size);
    }
}
