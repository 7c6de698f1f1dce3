package io.sluice.kustomize.yaml;

/// Folds U+0085 in a text: the reference passes texts through JSON, where it stays as it is, and
/// reads them as quoted YAML, where it is a line break.
final class NextLines {

    private static final char NEXT_LINE = '\u0085';

    private NextLines() {}

    static String fold(String text) {
        var out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int blanks = i;
            while (blanks < text.length() && text.charAt(blanks) == ' ') {
                blanks++;
            }
            if (blanks >= text.length() || text.charAt(blanks) != NEXT_LINE) {
                out.append(text, i, Math.max(blanks, i + 1));
                i = Math.max(blanks, i + 1);
                continue;
            }
            int breaks = 0;
            i = blanks;
            while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == NEXT_LINE)) {
                breaks += text.charAt(i) == NEXT_LINE ? 1 : 0;
                i++;
            }
            out.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
        }
        return out.toString();
    }
}
