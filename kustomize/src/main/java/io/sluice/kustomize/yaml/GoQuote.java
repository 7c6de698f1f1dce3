package io.sluice.kustomize.yaml;

/// Quotes a text as Go's `%q` does.
public final class GoQuote {

    private GoQuote() {}

    /// The text in quotes.
    public static String quote(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(point -> append(point, out));
        return out.append('"').toString();
    }

    private static void append(int point, StringBuilder out) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 11 -> out.append("\\v");
            default -> out.append(printable(point) ? Character.toString(point) : hex(point));
        }
    }

    private static String hex(int point) {
        String form = point < 0x80 ? "\\x%02x" : point <= 0xFFFF ? "\\u%04x" : "\\U%08x";
        return form.formatted(point);
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
