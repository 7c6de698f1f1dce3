package io.sluice.kustomize.yaml;

/// Scans literal and folded blocks.
final class BlockScanner {

    private final CharSource in;

    BlockScanner(CharSource in) {
        this.in = in;
    }

    /// Scans a literal or folded block inside a block indented to `parentIndent`.
    Token block(boolean literal, int parentIndent) {
        Mark start = in.mark();
        in.skip();
        var header = blockHeader(start);
        int indent = header.increment == 0 ? 0 : Math.max(parentIndent, 0) + header.increment;
        var text = new StringBuilder();
        var trailing = new StringBuilder();
        var leading = new StringBuilder();
        indent = blockBreaks(indent, parentIndent, trailing, start);
        boolean leadingBlank = false;
        while (in.column() == indent && !in.atEnd()) {
            boolean trailingBlank = in.blank(0);
            if (!literal
                    && !leading.isEmpty()
                    && leading.charAt(0) == '\n'
                    && !leadingBlank
                    && !trailingBlank) {
                if (trailing.isEmpty()) {
                    text.append(' ');
                }
            } else {
                text.append(leading);
            }
            leading.setLength(0);
            text.append(trailing);
            trailing.setLength(0);
            leadingBlank = in.blank(0);
            while (!in.breakOrEnd(0)) {
                in.take(text);
            }
            if (!in.atEnd()) {
                in.takeLine(leading);
            }
            indent = blockBreaks(indent, parentIndent, trailing, start);
        }
        if (header.chomp != '-') {
            text.append(leading);
        }
        if (header.chomp == '+') {
            text.append(trailing);
        }
        Style style = literal ? Style.LITERAL : Style.FOLDED;
        return new Token(TokenType.SCALAR, text.toString(), "", style, start);
    }

    private record Header(char chomp, int increment) {}

    private Header blockHeader(Mark start) {
        char chomp = ' ';
        int increment = 0;
        for (int i = 0; i < 2; i++) {
            char c = in.peek();
            if ((c == '+' || c == '-') && chomp == ' ') {
                chomp = c;
                in.skip();
            } else if (c >= '0' && c <= '9' && increment == 0) {
                if (c == '0') {
                    throw in.scanError(start, "found an indentation indicator equal to 0");
                }
                increment = c - '0';
                in.skip();
            } else {
                break;
            }
        }
        while (in.blank(0)) {
            in.skip();
        }
        if (in.peek() == '#') {
            while (!in.breakOrEnd(0)) {
                in.skip();
            }
        }
        if (!in.breakOrEnd(0)) {
            throw in.scanError(start, "did not find expected comment or line break");
        }
        if (!in.atEnd()) {
            in.skipLine();
        }
        return new Header(chomp, increment);
    }

    private int blockBreaks(int given, int parentIndent, StringBuilder breaks, Mark start) {
        int max = 0;
        while (true) {
            while ((given == 0 || in.column() < given) && in.peek() == ' ') {
                in.skip();
            }
            max = Math.max(max, in.column());
            if ((given == 0 || in.column() < given) && in.peek() == '\t') {
                throw in.scanError(
                        start, "found a tab character where an indentation space is expected");
            }
            if (!in.lineBreak(0)) {
                break;
            }
            in.takeLine(breaks);
        }
        return given != 0 ? given : Math.max(Math.max(max, parentIndent + 1), 1);
    }
}
