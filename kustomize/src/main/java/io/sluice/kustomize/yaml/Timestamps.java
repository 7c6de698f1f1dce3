package io.sluice.kustomize.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises the dates and times that YAML scalars may be.
final class Timestamps {

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
                            + "(?:([Tt ])(\\d{1,2}):(\\d{1,2}):(\\d{1,2})([.,]\\d+)?"
                            + "(Z|[+-]\\d{2}:\\d{2})?)?");

    private Timestamps() {}

    static boolean matches(String text) {
        return rfc3339(text) != null;
    }

    /// The time as RFC 3339 text, or null if the text is no time.
    static @Nullable String rfc3339(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return null;
        }
        Matcher m = FORM.matcher(text);
        if (!m.matches() || !validDate(m)) {
            return null;
        }
        String day = m.group(1) + "-" + two(m.group(2)) + "-" + two(m.group(3)) + "T";
        if (m.group(4) == null) {
            return day + "00:00:00Z";
        }
        boolean zoned = !m.group(4).equals(" ");
        if (zoned != (m.group(9) != null) || !validTime(m)) {
            return null;
        }
        String time = two(m.group(5)) + ":" + two(m.group(6)) + ":" + two(m.group(7));
        return day + time + fraction(m.group(8)) + zone(m.group(9));
    }

    private static boolean validDate(Matcher m) {
        try {
            LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean validTime(Matcher m) {
        boolean clock = number(m, 5) < 24 && number(m, 6) < 60 && number(m, 7) < 60;
        String zone = m.group(9);
        if (!clock || zone == null || zone.equals("Z")) {
            return clock;
        }
        return Integer.parseInt(zone, 1, 3, 10) <= 24 && Integer.parseInt(zone, 4, 6, 10) < 60;
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static String two(String digits) {
        return digits.length() < 2 ? "0" + digits : digits;
    }

    private static String fraction(@Nullable String written) {
        if (written == null) {
            return "";
        }
        String digits = written.substring(1, Math.min(written.length(), 10));
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? "" : "." + digits.substring(0, end);
    }

    private static String zone(@Nullable String written) {
        return written == null || written.equals("+00:00") || written.equals("-00:00")
                ? "Z"
                : written;
    }
}
