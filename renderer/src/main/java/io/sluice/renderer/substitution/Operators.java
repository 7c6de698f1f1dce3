package io.sluice.renderer.substitution;

import io.sluice.renderer.substitution.Part.Operator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the operators do to a value.
final class Operators {

    private Operators() {}

    /// The value after the operator; defaults are not handled here.
    static String apply(Operator operator, String value, List<String> arguments) {
        return switch (operator) {
            case NONE, DEFAULT -> value;
            case LENGTH -> String.valueOf(value.getBytes(StandardCharsets.UTF_8).length);
            case UPPER_FIRST -> first(value).map(f -> upper(f) + rest(value)).orElse(value);
            case UPPER -> upper(value);
            case LOWER_FIRST -> first(value).map(f -> lower(f) + rest(value)).orElse(value);
            case LOWER -> lower(value);
            case SLICE -> slice(value, arguments);
            case TRIM_SHORTEST_PREFIX, TRIM_LONGEST_PREFIX ->
                    trimPrefix(value, arguments.getFirst(), operator);
            case TRIM_SHORTEST_SUFFIX, TRIM_LONGEST_SUFFIX ->
                    trimSuffix(value, arguments.getFirst(), operator);
            case REPLACE_FIRST, REPLACE_ALL, REPLACE_PREFIX, REPLACE_SUFFIX ->
                    replace(operator, value, arguments.get(0), arguments.get(1));
        };
    }

    private static Optional<String> first(String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(Character.toString(value.codePointAt(0)));
    }

    private static String rest(String value) {
        return value.substring(Character.charCount(value.codePointAt(0)));
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String slice(String value, List<String> arguments) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Optional<Long> start = number(arguments.getFirst());
        if (start.isEmpty()) {
            return value;
        }
        long from = start.get() < 0 ? Math.max(0, bytes.length + start.get()) : start.get();
        if (arguments.size() == 1) {
            return text(bytes, from, bytes.length);
        }
        Optional<Long> length = number(arguments.get(1));
        if (length.isEmpty()) {
            return value;
        }
        if (length.get() < 0) {
            throw new ExpansionException("a length is negative: " + length.get());
        }
        return text(bytes, from, Math.min(bytes.length, from + length.get()));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of((long) Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes, long from, long to) {
        if (from >= to) {
            return "";
        }
        ByteBuffer part = ByteBuffer.wrap(bytes, (int) from, (int) (to - from));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException _) {
            throw new ExpansionException("a character is cut in two; offsets count bytes");
        }
    }

    private static String trimPrefix(String value, String pattern, Operator operator) {
        Glob glob = new Glob(pattern);
        boolean longest = operator == Operator.TRIM_LONGEST_PREFIX;
        int length = value.length();
        for (int step = 0; step <= length; step++) {
            int end = longest ? length - step : step;
            if (isBoundary(value, end) && glob.matches(value.substring(0, end))) {
                return value.substring(end);
            }
        }
        return value;
    }

    private static String trimSuffix(String value, String pattern, Operator operator) {
        Glob glob = new Glob(pattern);
        boolean longest = operator == Operator.TRIM_LONGEST_SUFFIX;
        int length = value.length();
        for (int step = 0; step <= length; step++) {
            int start = longest ? step : length - step;
            if (isBoundary(value, start) && glob.matches(value.substring(start))) {
                return value.substring(0, start);
            }
        }
        return value;
    }

    private static boolean isBoundary(String value, int at) {
        return at == 0 || at == value.length() || !Character.isLowSurrogate(value.charAt(at));
    }

    private static String replace(Operator operator, String value, String old, String fresh) {
        return switch (operator) {
            case REPLACE_ALL -> value.replace(old, fresh);
            case REPLACE_PREFIX ->
                    value.startsWith(old) ? fresh + value.substring(old.length()) : value;
            case REPLACE_SUFFIX ->
                    value.endsWith(old)
                            ? value.substring(0, value.length() - old.length()) + fresh
                            : value;
            default -> {
                int at = value.indexOf(old);
                yield at < 0
                        ? value
                        : value.substring(0, at) + fresh + value.substring(at + old.length());
            }
        };
    }
}
