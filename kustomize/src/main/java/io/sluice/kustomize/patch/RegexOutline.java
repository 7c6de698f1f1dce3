package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayDeque;
import java.util.Deque;

/// What can be said of a regular expression without compiling it: about how large its program gets,
/// and which texts everything it matches has. Refuses what repeats or nests so much that Go would.
final class RegexOutline {

    private static final int NESTING = 1_000;
    private static final int REPEATS = 1_000;
    private static final long LARGEST = 20_000;

    /// A group that is open, or the whole expression.
    private static final class Group {
        private long size = 2;
        private int repeats = 1;
        private long atomSize;
        private int atomRepeats = 1;

        void atom(long ofSize, int ofRepeats) {
            settle();
            atomSize = ofSize;
            atomRepeats = ofRepeats;
        }

        void settle() {
            size += atomSize;
            repeats = Math.max(repeats, atomRepeats);
            atomSize = 0;
            atomRepeats = 1;
        }
    }

    private final String text;
    private final Deque<Group> groups = new ArrayDeque<>();
    private final RequiredTexts required = new RequiredTexts();
    private int at;

    private RegexOutline(String text) {
        this.text = text;
        groups.push(new Group());
    }

    /// Looks through an expression and says what its matches need to have.
    static RequiredTexts of(String expression) {
        var outline = new RegexOutline(expression);
        outline.walk();
        return outline.required;
    }

    private void walk() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> characters();
                case '(' -> open();
                case ')' -> close();
                case '|' -> group().atom(1, 1);
                case '*', '+', '?' -> group().atomSize++;
                case '{' -> braces();
                default -> group().atom(1, 1);
            }
            if (c != '\\') {
                note(c);
            }
            if (group().size + group().atomSize > LARGEST) {
                throw refused("expression too large", text);
            }
        }
    }

    private Group group() {
        return groups.getFirst();
    }

    /// Tells the required texts about a character outside of all groups.
    private void note(char c) {
        boolean outside = groups.size() == 1 && c != ')';
        if (c == '|' && outside) {
            required.none();
        } else if (outside && c == '.' && text.startsWith("*", at)) {
            at++;
            at += text.startsWith("?", at) ? 1 : 0;
            required.anything();
        } else if (!outside || "[.^$".indexOf(c) >= 0) {
            required.something();
        } else if ("*+?{".indexOf(c) >= 0) {
            required.repeated();
        } else {
            required.letter(c);
        }
    }

    private static boolean punctuation(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }

    private void escape() {
        group().atom(1, 1);
        char c = at < text.length() ? text.charAt(at++) : ' ';
        if (groups.size() == 1 && punctuation(c)) {
            required.letter(c);
            return;
        }
        required.something();
        if (c == 'Q') {
            int end = text.indexOf("\\E", at);
            int stop = end < 0 ? text.length() : end;
            group().atom(stop - at + 1L, 1);
            at = end < 0 ? stop : end + 2;
        } else if (c == 'p' || c == 'P' || c == 'x') {
            skip(text.startsWith("{", at) ? text.indexOf('}', at) + 1 : at + (c == 'x' ? 2 : 1));
        } else if (Character.isDigit(c)) {
            required.none();
        }
    }

    private void skip(int to) {
        at = to > at ? Math.min(to, text.length()) : text.length();
    }

    private void characters() {
        group().atom(1, 1);
        at += text.startsWith("^", at) ? 1 : 0;
        at += text.startsWith("]", at) ? 1 : 0;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.startsWith("[:", at)) {
                int end = text.indexOf(":]", at);
                at = end < 0 ? at + 1 : end + 1;
            } else if (text.charAt(at) == '\\') {
                at++;
            }
            at++;
        }
        at++;
    }

    private void open() {
        boolean flags = text.startsWith("?", at);
        if (flags && !text.startsWith("?:", at)) {
            required.none();
        }
        while (flags && at < text.length() && ":>)".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (flags && text.startsWith(")", at)) {
            at++;
            return;
        }
        if (groups.size() > NESTING) {
            throw refused("expression nests too deeply", text);
        }
        at += flags ? 1 : 0;
        groups.push(new Group());
    }

    private void close() {
        if (groups.size() > 1) {
            Group inner = groups.pop();
            inner.settle();
            group().atom(inner.size, inner.repeats);
        } else {
            // It closes the group that the expression is put into.
            required.none();
        }
    }

    private void braces() {
        int end = text.indexOf('}', at);
        String range = end < 0 ? "" : text.substring(at, end);
        if (!range.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            group().atom(1, 1);
            return;
        }
        int most = 1;
        for (String bound : range.split(",", 2)) {
            most = bound.isEmpty() ? most : Math.max(most, Integer.parseInt(bound));
        }
        at = end + 1;
        Group group = group();
        group.atomSize = (group.atomSize + 1) * most;
        group.atomRepeats *= most;
        if (group.atomRepeats > REPEATS) {
            throw refused("invalid repeat count", "{" + range + "}");
        }
    }

    static KustomizeException refused(String problem, String part) {
        return new KustomizeException("error parsing regexp: " + problem + ": `" + part + "`");
    }
}
