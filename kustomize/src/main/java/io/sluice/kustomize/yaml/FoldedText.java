package io.sluice.kustomize.yaml;

/// What is left of a folded block after the reference wrote and read it: its writer looks at the
/// text's start where it should look at the line break, and so puts in empty lines.
final class FoldedText {

    private FoldedText() {}

    /// The text as it comes back, or as it is if it would not be written as a block.
    static String rewritten(String text) {
        if (text.isEmpty() || !TextShape.inTree(text).block()) {
            return text;
        }
        return read(write(text), text);
    }

    /// The lines of the block that a text is written as.
    static String write(String text) {
        var out = new StringBuilder();
        boolean doubled = !blank(text, firstInk(text));
        boolean breaks = true;
        boolean leadingSpaces = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (CharSource.isBreak(c)) {
                if (!breaks && !leadingSpaces && c == '\n' && doubled) {
                    out.append('\n');
                }
                breaks = true;
            } else {
                leadingSpaces = breaks ? blank(text, i) : leadingSpaces;
                breaks = false;
            }
            out.append(c);
        }
        return out.toString();
    }

    private static int firstInk(String text) {
        int at = 0;
        while (at < text.length() && CharSource.isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean blank(String text, int at) {
        return at >= text.length() || text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }

    private static String read(String written, String original) {
        var indented = new StringBuilder(">2").append(chomping(original)).append('\n');
        for (String line : written.split("\n", -1)) {
            indented.append("  ").append(line).append('\n');
        }
        indented.setLength(indented.length() - (written.endsWith("\n") ? 3 : 1));
        var source = new CharSource(indented.toString(), Dialect.RESOURCE, 0);
        return new BlockScanner(source).block(false, -1).text();
    }

    private static String chomping(String text) {
        if (!text.endsWith("\n")) {
            return "-";
        }
        boolean many = text.length() == 1 || text.charAt(text.length() - 2) == '\n';
        return many ? "+" : "";
    }
}
