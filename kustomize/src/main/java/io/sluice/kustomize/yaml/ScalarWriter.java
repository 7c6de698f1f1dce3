package io.sluice.kustomize.yaml;

/// Writes texts in the four styles of the output.
final class ScalarWriter {

    private static final int WIDTH = 80;

    private final Output out;

    ScalarWriter(Output out) {
        this.out = out;
    }

    void plain(String text, int indent, boolean fold) {
        out.space();
        boolean afterSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                boolean spaceNext = i + 1 < text.length() && text.charAt(i + 1) == ' ';
                if (fold && !afterSpace && out.column() > WIDTH && !spaceNext) {
                    out.indent(indent);
                } else {
                    out.put(c);
                }
                afterSpace = true;
            } else {
                out.put(c);
                out.content();
                afterSpace = false;
            }
        }
        out.endScalar();
    }

    void single(String text, int indent, boolean fold) {
        out.indicator("'", true, false, false);
        boolean afterSpace = false;
        boolean afterBreak = false;
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                boolean inside = i > 0 && i < last && text.charAt(i + 1) != ' ';
                if (fold && !afterSpace && out.column() > WIDTH && inside) {
                    out.indent(indent);
                } else {
                    out.put(c);
                }
                afterSpace = true;
            } else if (CharSource.isBreak(c)) {
                if (!afterBreak && c == '\n') {
                    out.lineBreak('\n');
                }
                out.lineBreak(c);
                out.brokeLine();
                afterBreak = true;
            } else {
                if (afterBreak) {
                    out.indent(indent);
                }
                if (c == '\'') {
                    out.put('\'');
                }
                out.put(c);
                out.content();
                afterSpace = false;
                afterBreak = false;
            }
        }
        out.indicator("'", false, false, false);
        out.endScalar();
    }

    void doubled(String text, int indent, boolean fold) {
        out.indicator("\"", true, false, false);
        boolean afterSpace = false;
        boolean escapeAll = text.startsWith("\uFEFF");
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean escape =
                    escapeAll
                            || c == '"'
                            || c == '\\'
                            || !TextShape.printable(c)
                            || CharSource.isBreak(c);
            if (escape) {
                int point = text.codePointAt(i);
                i += Character.charCount(point) - 1;
                out.put(escape(point));
                afterSpace = false;
            } else if (c == ' ') {
                if (fold && !afterSpace && out.column() > WIDTH && i > 0 && i < last) {
                    out.indent(indent);
                    if (text.charAt(i + 1) == ' ') {
                        out.put('\\');
                    }
                } else {
                    out.put(c);
                }
                afterSpace = true;
            } else {
                out.put(c);
                afterSpace = false;
            }
        }
        out.indicator("\"", false, false, false);
        out.endScalar();
    }

    private static String escape(int point) {
        return switch (point) {
            case 0 -> "\\0";
            case 7 -> "\\a";
            case 8 -> "\\b";
            case 9 -> "\\t";
            case 10 -> "\\n";
            case 11 -> "\\v";
            case 12 -> "\\f";
            case 13 -> "\\r";
            case 27 -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> hex(point);
        };
    }

    private static String hex(int point) {
        int digits = point <= 0xFF ? 2 : point <= 0xFFFF ? 4 : 8;
        String prefix = digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
        String value = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
        return prefix + "0".repeat(digits - value.length()) + value;
    }

    void literal(String text, int indent, int hint) {
        block('|', text, text, indent, hint);
    }

    /// Writes the lines of a block whose header suits `text`.
    void block(char sign, String text, String lines, int indent, int hint) {
        out.indicator(String.valueOf(sign), true, false, false);
        char first = text.charAt(0);
        if (first == ' ' || CharSource.isBreak(first)) {
            out.indicator(String.valueOf(hint), false, false, false);
        }
        int last = text.length() - 1;
        if (!CharSource.isBreak(text.charAt(last))) {
            out.indicator("-", false, false, false);
        } else if (last == 0 || CharSource.isBreak(text.charAt(last - 1))) {
            out.indicator("+", false, false, false);
        }
        out.newLineAfterHeader();
        boolean afterBreak = true;
        for (int i = 0; i < lines.length(); i++) {
            char c = lines.charAt(i);
            if (CharSource.isBreak(c)) {
                out.lineBreak(c);
                out.brokeLine();
                afterBreak = true;
            } else {
                if (afterBreak) {
                    out.indent(indent);
                }
                out.put(c);
                out.content();
                afterBreak = false;
            }
        }
    }
}
