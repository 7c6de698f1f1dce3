package io.sluice.kustomize.yaml;

/// Which styles a text may be written in.
///
/// @param multiline whether it has line breaks
/// @param plain whether it may stand without quotes
/// @param single whether it may stand in single quotes
/// @param block whether it may stand as a literal block
record TextShape(boolean multiline, boolean plain, boolean single, boolean block) {

    private static final TextShape WORD = new TextShape(false, true, true, true);
    private static final TextShape EMPTY = new TextShape(false, true, true, false);

    static TextShape of(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        return simple(text) ? WORD : analyse(text, false);
    }

    private static boolean simple(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '/'
                            || c == '_'
                            || (i > 0 && (c == '-' || c == '.'));
            if (!word) {
                return false;
            }
        }
        return true;
    }

    /// Which styles the writer of the working tree takes, which leaves a tab in a block as it is.
    static TextShape inTree(String text) {
        return text.indexOf('\t') < 0 ? of(text) : analyse(text, true);
    }

    private static TextShape analyse(String text, boolean tabsInBlocks) {
        boolean indicators = text.startsWith("---") || text.startsWith("...");
        boolean breaks = false;
        boolean special = false;
        boolean edges = false;
        boolean trailingSpace = false;
        boolean breakSpace = false;
        boolean spaceBreak = false;
        boolean afterWhite = true;
        boolean afterSpace = false;
        boolean afterBreak = false;
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean whiteNext =
                    i == last || text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\t';
            indicators |= indicator(c, i, whiteNext, afterWhite);
            special |= c != '\t' && !printable(c);
            boolean edge = i == 0 || i == last;
            if (c == ' ') {
                edges |= edge;
                trailingSpace |= i == last;
                breakSpace |= afterBreak;
                afterSpace = true;
                afterBreak = false;
            } else if (CharSource.isBreak(c)) {
                breaks = true;
                edges |= edge;
                spaceBreak |= afterSpace;
                afterSpace = false;
                afterBreak = true;
            } else {
                afterSpace = false;
                afterBreak = false;
            }
            afterWhite = c == ' ' || c == '\t' || CharSource.isBreak(c) || c == '\0';
        }
        boolean tabs = text.indexOf('\t') >= 0;
        boolean refused = spaceBreak || special || tabs;
        return new TextShape(
                breaks,
                !(edges || breakSpace || refused || breaks || indicators),
                !(breakSpace || refused),
                !(trailingSpace || spaceBreak || special || (tabs && !tabsInBlocks)));
    }

    private static boolean indicator(char c, int index, boolean whiteNext, boolean afterWhite) {
        if (index == 0) {
            return "#,[]{}&*!|>'\"%@`".indexOf(c) >= 0
                    || ((c == '?' || c == ':' || c == '-') && whiteNext);
        }
        return (c == ':' && whiteNext) || (c == '#' && afterWhite);
    }

    /// Whether the emitter may write the character as it is.
    static boolean printable(char c) {
        return (c >= 0x20 && c <= 0x7E)
                || c == '\n'
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
    }
}
