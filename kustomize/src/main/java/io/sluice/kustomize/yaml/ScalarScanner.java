package io.sluice.kustomize.yaml;

/// Scans the five styles of scalars.
final class ScalarScanner {

    private final CharSource in;

    ScalarScanner(CharSource in) {
        this.in = in;
    }

    /// What a plain scalar scan found.
    ///
    /// @param endedByBreak whether a line break was crossed after its last character
    record Plain(Token token, boolean endedByBreak) {}

    /// Scans a plain scalar whose continuation lines must be indented to `indent`.
    Plain plain(int indent, boolean inFlow) {
        Mark start = in.mark();
        var text = new StringBuilder();
        var fold = new Fold();
        while (!in.documentMarker() && in.peek() != '#') {
            while (!in.blankOrEnd(0) && !endsPlain(inFlow)) {
                fold.into(text);
                in.take(text);
            }
            if (!in.blank(0) && !in.lineBreak(0)) {
                break;
            }
            while (in.blank(0) || in.lineBreak(0)) {
                if (in.lineBreak(0)) {
                    fold.lineBreak(in);
                } else if (fold.leadingBlanks && in.column() < indent && in.peek() == '\t') {
                    throw in.scanError(start, "found a tab character that violates indentation");
                } else {
                    fold.blank(in);
                }
            }
            if (!inFlow && in.column() < indent) {
                break;
            }
        }
        var token = new Token(TokenType.SCALAR, text.toString(), "", Style.PLAIN, start);
        return new Plain(token, fold.leadingBlanks);
    }

    private boolean endsPlain(boolean inFlow) {
        char c = in.peek();
        if (c == ':') {
            return in.blankOrEnd(1);
        }
        if (!inFlow) {
            return false;
        }
        return c == ','
                || c == '['
                || c == ']'
                || c == '{'
                || c == '}'
                || (c == '?' && (in.dialect() == Dialect.CONFIG || in.blankOrEnd(1)));
    }

    /// Scans a scalar in single or double quotes.
    Token quoted(boolean single) {
        Mark start = in.mark();
        in.skip();
        var text = new StringBuilder();
        char quote = single ? '\'' : '"';
        while (true) {
            if (in.documentMarker()) {
                throw in.scanError(start, "found unexpected document indicator");
            }
            if (in.atEnd()) {
                throw in.scanError(start, "found unexpected end of stream");
            }
            var fold = new Fold();
            quotedRun(single, text, fold, start);
            if (in.peek() == quote) {
                break;
            }
            while (in.blank(0) || in.lineBreak(0)) {
                if (in.lineBreak(0)) {
                    fold.lineBreak(in);
                } else {
                    fold.blank(in);
                }
            }
            fold.into(text);
        }
        in.skip();
        Style style = single ? Style.SINGLE : Style.DOUBLE;
        return new Token(TokenType.SCALAR, text.toString(), "", style, start);
    }

    private void quotedRun(boolean single, StringBuilder text, Fold fold, Mark start) {
        while (!in.blankOrEnd(0)) {
            char c = in.peek();
            if (single && c == '\'' && in.peek(1) == '\'') {
                text.append('\'');
                in.skip(2);
            } else if (c == (single ? '\'' : '"')) {
                return;
            } else if (!single && c == '\\' && in.lineBreak(1)) {
                in.skip();
                in.skipLine();
                fold.leadingBlanks = true;
                return;
            } else if (!single && c == '\\') {
                escape(text, start);
            } else {
                in.take(text);
            }
        }
    }

    private void escape(StringBuilder text, Mark start) {
        char c = in.peek(1);
        int hex = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (hex == 0) {
            text.append(simpleEscape(c, start));
            in.skip(2);
            return;
        }
        in.skip(2);
        int value = 0;
        for (int i = 0; i < hex; i++) {
            int digit = in.peek(i) < 128 ? Character.digit(in.peek(i), 16) : -1;
            if (digit < 0) {
                throw in.scanError(start, "did not find expected hexdecimal number");
            }
            value = (value << 4) + digit;
        }
        if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF || value < 0) {
            throw in.scanError(start, "found invalid Unicode character escape code");
        }
        text.appendCodePoint(value);
        in.skip(hex);
    }

    private char simpleEscape(char c, Mark start) {
        return switch (c) {
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 't', '\t' -> '\t';
            case 'n' -> '\n';
            case 'v' -> '\u000B';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'e' -> '\u001B';
            case ' ', '"', '\'', '\\' -> c;
            case 'N' -> '\u0085';
            case '_' -> '\u00A0';
            case 'L' -> '\u2028';
            case 'P' -> '\u2029';
            default -> throw in.scanError(start, "found unknown escape character");
        };
    }

    /// White space between the words of a flow scalar: blanks are kept, single breaks become one.
    private static final class Fold {
        private final StringBuilder blanks = new StringBuilder();
        private final StringBuilder leadingBreak = new StringBuilder();
        private final StringBuilder trailingBreaks = new StringBuilder();
        private boolean leadingBlanks;

        void blank(CharSource in) {
            if (leadingBlanks) {
                in.skip();
            } else {
                in.take(blanks);
            }
        }

        void lineBreak(CharSource in) {
            if (leadingBlanks) {
                in.takeLine(trailingBreaks);
            } else {
                blanks.setLength(0);
                in.takeLine(leadingBreak);
                leadingBlanks = true;
            }
        }

        void into(StringBuilder text) {
            if (!leadingBlanks && blanks.isEmpty()) {
                return;
            }
            if (!leadingBlanks) {
                text.append(blanks);
            } else if (!leadingBreak.isEmpty() && leadingBreak.charAt(0) == '\n') {
                if (trailingBreaks.isEmpty()) {
                    text.append(' ');
                } else {
                    text.append(trailingBreaks);
                }
            } else {
                text.append(leadingBreak).append(trailingBreaks);
            }
            blanks.setLength(0);
            leadingBreak.setLength(0);
            trailingBreaks.setLength(0);
            leadingBlanks = false;
        }
    }
}
