package io.sluice.kustomize.yaml;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Scans the small things: anchors, aliases, tags and directives.
final class WordScanner {

    private final CharSource in;

    WordScanner(CharSource in) {
        this.in = in;
    }

    Token anchor(boolean alias) {
        Mark start = in.mark();
        in.skip();
        var name = new StringBuilder();
        while (wordCharacter(in.peek())) {
            in.take(name);
        }
        boolean ends = in.blankOrEnd(0) || "?:,]}%@`".indexOf(in.peek()) >= 0;
        if (name.isEmpty() || !ends) {
            throw in.scanError(start, "did not find expected alphabetic or numeric character");
        }
        return Token.named(alias ? TokenType.ALIAS : TokenType.ANCHOR, name.toString(), start);
    }

    private static boolean wordCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-';
    }

    Token tag() {
        Mark start = in.mark();
        String handle;
        String suffix;
        if (in.peek(1) == '<') {
            in.skip(2);
            handle = "";
            suffix = uri(start);
            if (in.peek() != '>') {
                throw in.scanError(start, "did not find the expected '>'");
            }
            in.skip();
        } else {
            handle = handle();
            if (handle.length() > 1 && handle.endsWith("!")) {
                suffix = uri(start);
            } else {
                suffix = handle.substring(1) + uriOrEmpty();
                handle = "!";
                if (suffix.isEmpty()) {
                    handle = "";
                    suffix = "!";
                }
            }
        }
        if (!in.blankOrEnd(0)) {
            throw in.scanError(start, "did not find expected whitespace or line break");
        }
        return new Token(TokenType.TAG, suffix, handle, Style.PLAIN, start);
    }

    private String handle() {
        var text = new StringBuilder();
        in.take(text);
        while (wordCharacter(in.peek())) {
            in.take(text);
        }
        if (in.peek() == '!') {
            in.take(text);
        }
        return text.toString();
    }

    private String uri(Mark start) {
        String text = uriOrEmpty();
        if (text.isEmpty()) {
            throw in.scanError(start, "did not find expected tag URI");
        }
        return text;
    }

    private String uriOrEmpty() {
        var text = new StringBuilder();
        while (wordCharacter(in.peek()) || ";/?:@&=+$,.!~*'()[]%".indexOf(in.peek()) >= 0) {
            in.take(text);
        }
        if (text.indexOf("%") < 0) {
            return text.toString();
        }
        try {
            return URLDecoder.decode(text.toString().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw in.scanError(in.mark(), "did not find URI escaped octet");
        }
    }

    Token directive() {
        Mark start = in.mark();
        in.skip();
        var name = new StringBuilder();
        while (wordCharacter(in.peek())) {
            in.take(name);
        }
        if (name.isEmpty()) {
            throw in.scanError(start, "could not find expected directive name");
        }
        TokenType type =
                switch (name.toString()) {
                    case "YAML" -> TokenType.VERSION_DIRECTIVE;
                    case "TAG" -> TokenType.TAG_DIRECTIVE;
                    default -> throw in.scanError(start, "found unknown directive name");
                };
        while (in.blank(0)) {
            in.skip();
        }
        String value = type == TokenType.VERSION_DIRECTIVE ? version(start) : restOfLine().strip();
        if (!restOfLine().isBlank()) {
            throw in.scanError(start, "did not find expected comment or line break");
        }
        // The break belongs to the directive, so no key may start in the next line.
        if (!in.atEnd()) {
            in.skipLine();
        }
        return Token.named(type, value, start);
    }

    private String version(Mark start) {
        String major = number(start);
        if (in.peek() != '.') {
            throw in.scanError(start, "did not find expected digit or '.' character");
        }
        in.skip();
        return major + "." + number(start);
    }

    private String number(Mark start) {
        var digits = new StringBuilder();
        while (in.peek() >= '0' && in.peek() <= '9') {
            in.take(digits);
        }
        if (digits.isEmpty()) {
            throw in.scanError(start, "did not find expected version number");
        }
        return digits.toString().replaceFirst("^0+(?=.)", "");
    }

    /// What is left of a line but for a comment, which is skipped.
    private String restOfLine() {
        var text = new StringBuilder();
        while (!in.breakOrEnd(0) && !(in.peek() == '#' && in.blank(-1))) {
            in.take(text);
        }
        while (!in.breakOrEnd(0)) {
            in.skip();
        }
        return text.toString();
    }
}
