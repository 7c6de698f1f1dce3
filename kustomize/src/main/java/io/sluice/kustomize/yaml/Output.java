package io.sluice.kustomize.yaml;

/// The text being written, with the state that decides where white space goes.
final class Output {

    private final StringBuilder text;
    private int column;
    private boolean afterWhite = true;
    private boolean onlyIndent = true;

    Output(StringBuilder text) {
        this.text = text;
    }

    int column() {
        return column;
    }

    boolean onlyIndent() {
        return onlyIndent;
    }

    void put(char c) {
        text.append(c);
        column++;
    }

    void put(String ascii) {
        text.append(ascii);
        column += ascii.length();
    }

    void content() {
        onlyIndent = false;
    }

    void lineBreak(char c) {
        text.append(c);
        column = 0;
    }

    void brokeLine() {
        onlyIndent = true;
    }

    void endScalar() {
        afterWhite = false;
        onlyIndent = false;
    }

    void space() {
        if (!afterWhite) {
            put(' ');
        }
    }

    /// Goes to column `to`, on a new line if need be.
    void indent(int to) {
        int target = Math.max(to, 0);
        if (!onlyIndent || column > target || (column == target && !afterWhite)) {
            lineBreak('\n');
        }
        while (column < target) {
            put(' ');
        }
        afterWhite = true;
        onlyIndent = true;
    }

    void indicator(String sign, boolean needsWhite, boolean white, boolean indents) {
        if (needsWhite) {
            space();
        }
        put(sign);
        afterWhite = white;
        onlyIndent = onlyIndent && indents;
    }

    void newLineAfterHeader() {
        lineBreak('\n');
        afterWhite = true;
        onlyIndent = true;
    }
}
