package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.List;

/// Turns a text into tokens, finding the structure that indentation stands for.
final class Scanner {

    private final CharSource in;
    private final ScalarScanner scalars;
    private final BlockScanner blocks;
    private final WordScanner words;
    private final TokenQueue queue = new TokenQueue();
    private final List<Integer> indents = new ArrayList<>();
    private final KeyCandidates keys;
    private final Comments comments;
    private final int ahead;
    private int indent = -1;
    private int flowLevel;
    private boolean keyAllowed = true;
    private boolean ended;

    Scanner(CharSource in) {
        this(in, Comments.ofSchema());
    }

    /// A scanner that puts the comments where the caller wants them.
    Scanner(CharSource in, Comments comments) {
        this.in = in;
        this.comments = comments;
        // For the sake of comments the reader of resources looks two tokens ahead. What it cannot
        // read there is an error, even behind the end of the document.
        ahead = in.dialect() == Dialect.RESOURCE ? 2 : 0;
        scalars = new ScalarScanner(in);
        blocks = new BlockScanner(in);
        words = new WordScanner(in);
        keys = new KeyCandidates(in);
    }

    CharSource source() {
        return in;
    }

    /// The comments so far, but for those behind the header of a block.
    Comments comments() {
        return comments;
    }

    /// The next token, left in place.
    Token peek() {
        while (!ended && (queue.size() <= ahead || keys.startAt(queue.taken()))) {
            fetch();
        }
        return queue.first();
    }

    /// The next token, consumed.
    Token next() {
        peek();
        return queue.take();
    }

    private void fetch() {
        toNextToken();
        keys.dropStale();
        unroll(in.column());
        if (in.atEnd()) {
            in.endLine();
            unroll(-1);
            keys.forget();
            keyAllowed = false;
            ended = true;
            queue.add(Token.of(TokenType.STREAM_END, in.mark()));
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
            queue.add(
                    Token.of(c == '-' ? TokenType.DOCUMENT_START : TokenType.DOCUMENT_END, start));
        } else if (!flowIndicator(c) && !blockIndicator(c)) {
            content(c);
        }
    }

    private void documentBoundary() {
        unroll(-1);
        keys.forget();
        keyAllowed = false;
    }

    private void toNextToken() {
        while (true) {
            while (in.peek() == ' ' || ((flowLevel > 0 || !keyAllowed) && in.peek() == '\t')) {
                in.skip();
            }
            if (in.peek() == '#') {
                comments.read(in);
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

    private boolean flowIndicator(char c) {
        Mark start = in.mark();
        switch (c) {
            case '[', '{' -> {
                saveKey();
                keys.enter();
                flowLevel++;
                keyAllowed = true;
            }
            case ']', '}' -> {
                keys.forget();
                if (flowLevel > 0) {
                    flowLevel--;
                    keys.leave();
                }
                keyAllowed = false;
            }
            case ',' -> {
                keys.forget();
                keyAllowed = true;
            }
            default -> {
                return false;
            }
        }
        in.skip();
        TokenType type =
                switch (c) {
                    case '[' -> TokenType.FLOW_SEQUENCE_START;
                    case '{' -> TokenType.FLOW_MAPPING_START;
                    case ']' -> TokenType.FLOW_SEQUENCE_END;
                    case '}' -> TokenType.FLOW_MAPPING_END;
                    default -> TokenType.FLOW_ENTRY;
                };
        queue.add(Token.of(type, start));
        return true;
    }

    private boolean blockIndicator(char c) {
        if (c == '-' && in.blankOrEnd(1)) {
            if (flowLevel == 0) {
                require("block sequence entries are not allowed in this context");
                roll(in.column(), -1, TokenType.BLOCK_SEQUENCE_START, in.mark());
            }
            keys.forget();
            keyAllowed = true;
            queue.add(Token.of(TokenType.BLOCK_ENTRY, in.mark()));
        } else if (c == '?' && (flowLevel > 0 || in.blankOrEnd(1))) {
            if (flowLevel == 0) {
                require("mapping keys are not allowed in this context");
                roll(in.column(), -1, TokenType.BLOCK_MAPPING_START, in.mark());
            }
            keys.forget();
            keyAllowed = flowLevel == 0;
            queue.add(Token.of(TokenType.KEY, in.mark()));
        } else if (c == ':' && (flowLevel > 0 || in.blankOrEnd(1))) {
            value();
            queue.add(Token.of(TokenType.VALUE, in.mark()));
        } else {
            return false;
        }
        in.skip();
        return true;
    }

    private void value() {
        KeyCandidates.Candidate key = keys.live();
        if (key != null) {
            queue.insert(key.tokenNumber(), Token.of(TokenType.KEY, key.mark()));
            roll(key.mark().column(), key.tokenNumber(), TokenType.BLOCK_MAPPING_START, key.mark());
            keys.used();
            keyAllowed = false;
            return;
        }
        if (flowLevel == 0) {
            require("mapping values are not allowed in this context");
            roll(in.column(), -1, TokenType.BLOCK_MAPPING_START, in.mark());
        }
        keyAllowed = flowLevel == 0;
    }

    private void content(char c) {
        if ((c == '|' && flowLevel == 0) || (c == '>' && flowLevel == 0)) {
            keys.forget();
            keyAllowed = true;
            queue.add(blocks.block(c == '|', indent));
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
        if (keyAllowed) {
            keys.save(queue.next(), flowLevel == 0 && indent == in.column());
        }
    }

    private void roll(int column, int tokenNumber, TokenType type, Mark mark) {
        if (flowLevel > 0 || indent >= column) {
            return;
        }
        indents.add(indent);
        indent = column;
        if (tokenNumber < 0) {
            queue.add(Token.of(type, mark));
        } else {
            queue.insert(tokenNumber, Token.of(type, mark));
        }
    }

    private void unroll(int column) {
        if (flowLevel > 0) {
            return;
        }
        while (indent > column) {
            queue.add(Token.of(TokenType.BLOCK_END, in.mark()));
            indent = indents.removeLast();
        }
    }
}
