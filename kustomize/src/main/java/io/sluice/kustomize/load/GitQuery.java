package io.sluice.kustomize.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands behind the question mark of a git URL.
///
/// @param ref the branch, tag or commit, empty if none is named
/// @param submodules whether submodules are wanted
/// @param timeout how long fetching may take
record GitQuery(String ref, boolean submodules, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(27);
    private static final Pattern SECONDS = Pattern.compile("\\+?([0-9]+)");
    private static final Pattern UNITS =
            Pattern.compile("\\+?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern UNIT = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    static GitQuery parse(String query) {
        Map<String, String> values = values(query);
        String ref = values.getOrDefault("ref", "");
        return new GitQuery(
                ref.isEmpty() ? values.getOrDefault("version", "") : ref,
                submodules(values.getOrDefault("submodules", "")),
                timeout(values.getOrDefault("timeout", "")));
    }

    /// The first value of each name; none at all if anything is malformed.
    private static Map<String, String> values(String query) {
        var values = new HashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            if (pair.indexOf(';') >= 0) {
                return Map.of();
            }
            int equals = pair.indexOf('=');
            try {
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            } catch (IllegalArgumentException malformed) {
                return Map.of();
            }
        }
        return values;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean submodules(String value) {
        return switch (value) {
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> true;
        };
    }

    /// A number of seconds or an amount such as `1m30s`; what is neither, or nothing, means 27 s.
    ///
    /// Seconds beyond 64 bits of nanoseconds wrap around, as they do in the reference.
    private static Duration timeout(String value) {
        Matcher seconds = SECONDS.matcher(value);
        BigInteger nanos = BigInteger.ZERO;
        if (seconds.matches()) {
            BigInteger count = new BigInteger(String.valueOf(seconds.group(1)));
            if (count.signum() > 0 && count.compareTo(LONGEST) <= 0) {
                return Duration.ofNanos(count.longValue() * 1_000_000_000L);
            }
        } else if (value.length() < 200 && UNITS.matcher(value).matches()) {
            nanos = nanos(value);
        }
        boolean usable = nanos.signum() > 0 && nanos.compareTo(LONGEST) <= 0;
        return usable ? Duration.ofNanos(nanos.longValue()) : TIMEOUT;
    }

    private static BigInteger nanos(String amount) {
        BigInteger sum = BigInteger.ZERO;
        Matcher parts = UNIT.matcher(amount);
        while (parts.find()) {
            var number = new BigDecimal(String.valueOf(parts.group(1)));
            var unit = BigDecimal.valueOf(unit(String.valueOf(parts.group(2))));
            sum = sum.add(number.multiply(unit).setScale(0, RoundingMode.DOWN).toBigInteger());
        }
        return sum;
    }

    private static long unit(String name) {
        return switch (name) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "ns" -> 1L;
            default -> 1_000L;
        };
    }
}
