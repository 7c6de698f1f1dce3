package io.sluice.kustomize.yaml;

import io.sluice.kustomize.yaml.Token.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a text into tokens, finding the structure that indentation stands for.
final class Scanner {

    private static final int LONGEST_KEY = 1024;

    /// A place where a key may have started, should a `:` follow.
    private record Candidate(Mark mark, int tokenNumber, boolean required) {}

    private final CharSource in;
    private final ScalarScanner scalars;
    private final WordScanner words;
    private final ArrayDeque<Token> queue = new ArrayDeque<>();
    private final List<Token> spliced = new ArrayList<>();
    private final List<Integer> indents = new ArrayList<>();
    private final List<@Nullable Candidate> candidates = new ArrayList<>();
    private final Map<Integer, String> schemaComments = new HashMap<>();
    private int taken;
    private int indent = -1;
    private int flowLevel;
    private boolean keyAllowed = true;
    private boolean ended;

    Scanner(CharSource in) {
        this.in = in;
        scalars = new ScalarScanner(in);
        words = new WordScanner(in);
        candidates.add(null);
    }

    CharSource source() {
        return in;
    }

    /// Comments holding a JSON object, by the line (from 0) they stand in.
    Map<Integer, String> schemaComments() {
        return schemaComments;
    }

    /// The next token, left in place.
    Token peek() {
        while (queue.isEmpty() || keyPending()) {
            if (ended) {
                break;
            }
            fetch();
        }
        return queue.getFirst();
    }

    /// The next token, consumed.
    Token next() {
        Token token = peek();
        queue.removeFirst();
        taken++;
        return token;
    }

    private boolean keyPending() {
        for (Candidate candidate : candidates) {
            if (candidate != null && candidate.tokenNumber == taken && live(candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean live(Candidate candidate) {
        boolean stale =
                candidate.mark.line() < in.line()
                        || candidate.mark.index() + LONGEST_KEY < in.index();
        if (stale && candidate.required) {
            throw in.scanError(candidate.mark, "could not find expected ':'");
        }
        return !stale;
    }

    private void dropStale() {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (candidate != null && !live(candidate)) {
                candidates.set(i, null);
            }
        }
    }

    private void fetch() {
        toNextToken();
        dropStale();
        unroll(in.column());
        if (in.atEnd()) {
            in.endLine();
            unroll(-1);
            forgetKey();
            keyAllowed = false;
            ended = true;
            queue.add(Token.of(Type.STREAM_END, in.mark()));
            return;
        }
        char c = in.peek();
        if (in.column() == 0 && c == '%') {
            documentBoundary();
            queue.add(words.directive());
        } else if (in.documentMarker()) {
            documentBoundary();
            Mark start = in.mark();
            in.skip(3);
            queue.add(Token.of(c == '-' ? Type.DOCUMENT_START : Type.DOCUMENT_END, start));
        } else if (!flowIndicator(c) && !blockIndicator(c)) {
            content(c);
        }
    }

    private void documentBoundary() {
        unroll(-1);
        forgetKey();
        keyAllowed = false;
    }

    private void toNextToken() {
        while (true) {
            while (in.peek() == ' '
                    || ((flowLevel > 0 || !keyAllowed) && in.peek() == '\t')
                    || (in.peek() == '\uFEFF' && in.column() == 0)) {
                in.skip();
            }
            if (in.peek() == '#') {
                comment();
            }
            if (in.atEnd() || !in.lineBreak(0)) {
                return;
            }
            in.skipLine();
            if (flowLevel == 0) {
                keyAllowed = true;
            }
        }
    }

    private void comment() {
        var text = new StringBuilder();
        int line = in.line();
        while (!in.breakOrEnd(0)) {
            in.take(text);
        }
        String body = text.toString().replaceFirst("^#+", "").strip();
        if (body.startsWith("{")) {
            schemaComments.put(line, body);
        }
    }

    private boolean flowIndicator(char c) {
        Mark start = in.mark();
        switch (c) {
            case '[', '{' -> {
                saveKey();
                candidates.add(null);
                flowLevel++;
                keyAllowed = true;
            }
            case ']', '}' -> {
                forgetKey();
                if (flowLevel > 0) {
                    flowLevel--;
                    candidates.removeLast();
                }
                keyAllowed = false;
            }
            case ',' -> {
                forgetKey();
                keyAllowed = true;
            }
            default -> {
                return false;
            }
        }
        in.skip();
        Type type =
                switch (c) {
                    case '[' -> Type.FLOW_SEQUENCE_START;
                    case '{' -> Type.FLOW_MAPPING_START;
                    case ']' -> Type.FLOW_SEQUENCE_END;
                    case '}' -> Type.FLOW_MAPPING_END;
                    default -> Type.FLOW_ENTRY;
                };
        queue.add(Token.of(type, start));
        return true;
    }

    private boolean blockIndicator(char c) {
        if (c == '-' && in.blankOrEnd(1)) {
            if (flowLevel == 0) {
                require("block sequence entries are not allowed in this context");
                roll(in.column(), -1, Type.BLOCK_SEQUENCE_START, in.mark());
            }
            forgetKey();
            keyAllowed = true;
            queue.add(Token.of(Type.BLOCK_ENTRY, in.mark()));
        } else if (c == '?' && (flowLevel > 0 || in.blankOrEnd(1))) {
            if (flowLevel == 0) {
                require("mapping keys are not allowed in this context");
                roll(in.column(), -1, Type.BLOCK_MAPPING_START, in.mark());
            }
            forgetKey();
            keyAllowed = flowLevel == 0;
            queue.add(Token.of(Type.KEY, in.mark()));
        } else if (c == ':' && (flowLevel > 0 || in.blankOrEnd(1))) {
            value();
            queue.add(Token.of(Type.VALUE, in.mark()));
        } else {
            return false;
        }
        in.skip();
        return true;
    }

    private void value() {
        Candidate key = candidates.getLast();
        if (key != null && live(key)) {
            splice(key.tokenNumber, Token.of(Type.KEY, key.mark));
            roll(key.mark.column(), key.tokenNumber, Type.BLOCK_MAPPING_START, key.mark);
            candidates.set(candidates.size() - 1, null);
            keyAllowed = false;
            return;
        }
        if (flowLevel == 0) {
            require("mapping values are not allowed in this context");
            roll(in.column(), -1, Type.BLOCK_MAPPING_START, in.mark());
        }
        keyAllowed = flowLevel == 0;
    }

    private void content(char c) {
        if ((c == '|' && flowLevel == 0) || (c == '>' && flowLevel == 0)) {
            forgetKey();
            keyAllowed = true;
            queue.add(scalars.block(c == '|', indent));
            return;
        }
        if (c == '*' || c == '&' || c == '!') {
            saveKey();
            keyAllowed = false;
            queue.add(c == '!' ? words.tag() : words.anchor(c == '*'));
        } else if (c == '\'' || c == '"') {
            saveKey();
            keyAllowed = false;
            queue.add(scalars.quoted(c == '\''));
        } else if (startsPlain(c)) {
            saveKey();
            keyAllowed = false;
            var plain = scalars.plain(indent + 1, flowLevel > 0);
            queue.add(plain.token());
            keyAllowed = plain.endedByBreak();
        } else {
            throw in.scanError(in.mark(), "found character that cannot start any token");
        }
    }

    private boolean startsPlain(char c) {
        if (!in.blankOrEnd(0) && "-?:,[]{}#&*!|>'\"%@`".indexOf(c) < 0) {
            return true;
        }
        return (c == '-' && !in.blank(1))
                || (flowLevel == 0 && (c == '?' || c == ':') && !in.blankOrEnd(1));
    }

    private void require(String problem) {
        if (!keyAllowed) {
            throw in.scanError(in.mark(), problem);
        }
    }

    private void saveKey() {
        boolean required = flowLevel == 0 && indent == in.column();
        if (keyAllowed) {
            forgetKey();
            var candidate = new Candidate(in.mark(), taken + queue.size(), required);
            candidates.set(candidates.size() - 1, candidate);
        }
    }

    private void forgetKey() {
        int last = candidates.size() - 1;
        Candidate candidate = candidates.get(last);
        if (candidate != null && candidate.required) {
            throw in.scanError(candidate.mark, "could not find expected ':'");
        }
        candidates.set(last, null);
    }

    private void roll(int column, int tokenNumber, Type type, Mark mark) {
        if (flowLevel > 0 || indent >= column) {
            return;
        }
        indents.add(indent);
        indent = column;
        if (tokenNumber < 0) {
            queue.add(Token.of(type, mark));
        } else {
            splice(tokenNumber, Token.of(type, mark));
        }
    }

    private void unroll(int column) {
        if (flowLevel > 0) {
            return;
        }
        while (indent > column) {
            queue.add(Token.of(Type.BLOCK_END, in.mark()));
            indent = indents.removeLast();
        }
    }

    /// Inserts a token before the one with the given number.
    private void splice(int tokenNumber, Token token) {
        spliced.clear();
        while (taken + queue.size() > tokenNumber) {
            spliced.add(queue.removeLast());
        }
        queue.add(token);
        for (int i = spliced.size() - 1; i >= 0; i--) {
            queue.add(spliced.get(i));
        }
    }
}
