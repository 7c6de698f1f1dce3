package io.sluice.kustomize.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// A text with a reading position that knows its line and column.
final class CharSource {

    /// Returned beyond the end.
    static final char END = '\0';

    private final String text;
    private final Dialect dialect;
    private final int lineOffset;
    private int pos;
    private int line;
    private int column;

    CharSource(String text, Dialect dialect, int lineOffset) {
        this.dialect = dialect;
        this.lineOffset = lineOffset;
        this.text = text;
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            pos = 1;
        }
        check();
    }

    /// Decodes UTF-8; malformed input is an error.
    static String decode(byte[] bytes) {
        try {
            CharBuffer chars =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        } catch (CharacterCodingException malformed) {
            throw new YamlException("yaml: " + Utf8.problem(bytes), 0);
        }
    }

    private void check() {
        int at = 1;
        for (int i = pos; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                at++;
            }
            boolean allowed =
                    (c >= 0x20 && c <= 0x7E)
                            || c == '\n'
                            || c == '\r'
                            || c == '\t'
                            || c == 0x85
                            || (c >= 0xA0 && c < 0xFFFE);
            if (!allowed) {
                throw new YamlException(
                        "yaml: control characters are not allowed", at + lineOffset);
            }
        }
    }

    Dialect dialect() {
        return dialect;
    }

    Mark mark() {
        return new Mark(pos, line, column);
    }

    int index() {
        return pos;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    boolean atEnd() {
        return pos >= text.length();
    }

    char peek() {
        return pos < text.length() ? text.charAt(pos) : END;
    }

    char peek(int ahead) {
        int at = pos + ahead;
        return at < text.length() ? text.charAt(at) : END;
    }

    /// Steps over one character that is not a line break.
    void skip() {
        if (!Character.isLowSurrogate(peek(1)) || !Character.isHighSurrogate(peek())) {
            column++;
        }
        pos++;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            skip();
        }
    }

    /// Steps over a line break.
    void skipLine() {
        if (peek() == '\r' && peek(1) == '\n') {
            pos++;
        }
        pos++;
        column = 0;
        line++;
    }

    /// Takes one character.
    void take(StringBuilder into) {
        into.append(peek());
        skip();
    }

    /// Takes a line break, normalised to `\n` where YAML says so.
    void takeLine(StringBuilder into) {
        char c = peek();
        into.append(c == '\u2028' || c == '\u2029' ? c : '\n');
        skipLine();
    }

    /// At the end of the stream a last line without a break counts as ended.
    void endLine() {
        if (column != 0) {
            column = 0;
            line++;
        }
    }

    boolean blank(int ahead) {
        char c = peek(ahead);
        return c == ' ' || c == '\t';
    }

    boolean lineBreak(int ahead) {
        return isBreak(peek(ahead));
    }

    boolean breakOrEnd(int ahead) {
        return pos + ahead >= text.length() || isBreak(peek(ahead));
    }

    boolean blankOrEnd(int ahead) {
        return blank(ahead) || breakOrEnd(ahead);
    }

    /// Whether a document marker (three times `c`) stands here at the start of a line.
    boolean documentMarker() {
        if (column != 0) {
            return false;
        }
        char c = peek();
        return (c == '-' || c == '.') && peek(1) == c && peek(2) == c && blankOrEnd(3);
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /// An error found while scanning, worded as the reference words it.
    YamlException scanError(Mark context, String problem) {
        int contextLine = context.line();
        int shown;
        if (dialect == Dialect.RESOURCE) {
            shown = contextLine != 0 ? contextLine + 1 : line != 0 ? line + 1 : 0;
        } else {
            shown = line != 0 ? line + 1 : contextLine;
        }
        return new YamlException(prefix(shown) + problem, line + 1 + lineOffset);
    }

    /// An error in the grammar; `context` may be the start of the enclosing collection.
    YamlException parseError(Mark context, Mark place, String problem) {
        int first = dialect == Dialect.RESOURCE ? context.line() : place.line();
        int second = dialect == Dialect.RESOURCE ? place.line() : context.line();
        int shown = first != 0 ? first : second;
        return new YamlException(prefix(shown) + problem, place.line() + 1 + lineOffset);
    }

    private static String prefix(int shown) {
        return shown == 0 ? "yaml: " : "yaml: line " + shown + ": ";
    }
}
