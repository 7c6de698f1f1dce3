package io.sluice.kustomize.yaml;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Reads and writes numbers the way Go does.
public final class Numbers {

    private static final BigInteger MAX_UNSIGNED =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

    private Numbers() {}

    /// Parses an integer with an optional base prefix; null if it is none or does not fit.
    public static @Nullable BigInteger parseInt(String text) {
        int start = 0;
        int length = text.length();
        boolean signed = length > 0 && (text.charAt(0) == '+' || text.charAt(0) == '-');
        if (signed) {
            start = 1;
        }
        if (start >= length) {
            return null;
        }
        int base = 10;
        if (text.charAt(start) == '0' && length - start > 1) {
            char mark = Character.toLowerCase(text.charAt(start + 1));
            base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            start += mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1;
        }
        if (start >= length || length - start > 70) {
            return null;
        }
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c > 127 || Character.digit(c, base) < 0) {
                return null;
            }
        }
        return bounded(text, start, base, signed);
    }

    private static @Nullable BigInteger bounded(String text, int start, int base, boolean signed) {
        var value = new BigInteger(text.substring(start), base);
        if (!signed) {
            return value.compareTo(MAX_UNSIGNED) <= 0 ? value : null;
        }
        if (text.charAt(0) == '-') {
            value = value.negate();
            return value.compareTo(MIN) >= 0 ? value : null;
        }
        return value.compareTo(MAX) <= 0 ? value : null;
    }

    /// Whether the text has the form of a decimal number with optional fraction and exponent.
    static boolean floatForm(String text) {
        int i = 0;
        int length = text.length();
        if (i < length && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int whole = digits(text, i);
        i += whole;
        if (i < length && text.charAt(i) == '.') {
            int fraction = digits(text, i + 1);
            if (whole == 0 && fraction == 0) {
                return false;
            }
            i += 1 + fraction;
        } else if (whole == 0) {
            return false;
        }
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            if (i < length && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
                i++;
            }
            int exponent = digits(text, i);
            if (exponent == 0) {
                return false;
            }
            i += exponent;
        }
        return i == length;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }

    /// Parses a decimal number; null if it is none or out of range.
    static @Nullable Double parseFloat(String text) {
        if (!floatForm(text)) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    /// A number the way Go's JSON encoder writes it.
    public static String json(double value) {
        double size = Math.abs(value);
        boolean exponent = size != 0 && (size < 1e-6 || size >= 1e21);
        var digits = Decimal.of(value);
        if (!exponent) {
            return digits.plain();
        }
        String text = digits.scientific();
        int length = text.length();
        boolean short1 =
                length >= 4
                        && text.charAt(length - 4) == 'e'
                        && text.charAt(length - 3) == '-'
                        && text.charAt(length - 2) == '0';
        return short1 ? text.substring(0, length - 2) + text.charAt(length - 1) : text;
    }

    /// A number the way Go formats it with `%g`.
    public static String general(double value) {
        var digits = Decimal.of(value);
        int exponent = digits.point - 1;
        if (digits.digits.equals("0")) {
            return digits.plain();
        }
        return exponent < -4 || exponent >= 21 || exponent >= 6
                ? digits.scientific()
                : digits.plain();
    }

    /// The shortest digits that give a number back.
    ///
    /// @param negative whether it has a minus sign
    /// @param digits digits without leading or trailing zeros, or `0`
    /// @param point where the decimal point goes, counted from the left of the digits
    private record Decimal(boolean negative, String digits, int point) {

        static Decimal of(double value) {
            boolean negative = value < 0 || (value == 0 && 1 / value < 0);
            if (value == 0) {
                return new Decimal(negative, "0", 1);
            }
            String text = Double.toString(Math.abs(value));
            int e = text.indexOf('E');
            int exponent = e < 0 ? 0 : Integer.parseInt(text, e + 1, text.length(), 10);
            String mantissa = e < 0 ? text : text.substring(0, e);
            int dot = mantissa.indexOf('.');
            String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
            int point = dot + exponent;
            int from = 0;
            while (from < all.length() - 1 && all.charAt(from) == '0') {
                from++;
                point--;
            }
            int to = all.length();
            while (to > from + 1 && all.charAt(to - 1) == '0') {
                to--;
            }
            return shortest(new Decimal(negative, all.substring(from, to), point), value);
        }

        /// Java never gives fewer than two digits, although one may do.
        private static Decimal shortest(Decimal decimal, double value) {
            if (decimal.digits.length() != 2) {
                return decimal;
            }
            int rounded = (Integer.parseInt(decimal.digits) + 5) / 10;
            String digits = rounded == 10 ? "1" : String.valueOf(rounded);
            int point = rounded == 10 ? decimal.point + 1 : decimal.point;
            var shorter = new Decimal(decimal.negative, digits, point);
            return Double.parseDouble(shorter.scientific()) == value ? shorter : decimal;
        }

        String plain() {
            String sign = negative ? "-" : "";
            if (digits.equals("0")) {
                return sign + "0";
            }
            if (point <= 0) {
                return sign + "0." + "0".repeat(-point) + digits;
            }
            if (digits.length() <= point) {
                return sign + digits + "0".repeat(point - digits.length());
            }
            return sign + digits.substring(0, point) + "." + digits.substring(point);
        }

        String scientific() {
            int exponent = point - 1;
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            String size = String.valueOf(Math.abs(exponent));
            return (negative ? "-" : "")
                    + digits.charAt(0)
                    + rest
                    + (exponent < 0 ? "e-" : "e+")
                    + (size.length() < 2 ? "0" + size : size);
        }
    }
}
