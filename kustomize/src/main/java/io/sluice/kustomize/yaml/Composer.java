package io.sluice.kustomize.yaml;

import org.jspecify.annotations.Nullable;

/// Builds the node tree of the first document in a text. Aliases become copies of what they name.
final class Composer {

    private final Scanner scanner;
    private final CharSource in;
    private final Dialect dialect;
    private final Budget budget;
    private final int lineOffset;
    private final Anchors anchors;

    private final Directives directives;

    Composer(String text, Dialect dialect, Budget budget, int lineOffset) {
        this.in = new CharSource(text, dialect, lineOffset);
        this.scanner = new Scanner(in);
        this.directives = new Directives(in);
        this.dialect = dialect;
        this.budget = budget;
        this.anchors = new Anchors(dialect, budget);
        this.lineOffset = lineOffset;
    }

    /// The root of the first document, or null if there is none.
    @Nullable Node compose() {
        directives.read(scanner);
        Token first = scanner.peek();
        if (first.type() == TokenType.STREAM_END) {
            return null;
        }
        Node root;
        if (first.type() == TokenType.DOCUMENT_START) {
            scanner.next();
            root = documentEnds(scanner.peek().type()) ? nothing() : node(0, true);
        } else {
            root = node(0, true);
        }
        scanner.peek();
        anchors.requireNoneWithin();
        return root;
    }

    private static boolean documentEnds(TokenType type) {
        return switch (type) {
            case STREAM_END, DOCUMENT_START, DOCUMENT_END, VERSION_DIRECTIVE, TAG_DIRECTIVE -> true;
            default -> false;
        };
    }

    private int line(Mark mark) {
        return mark.line() + 1 + lineOffset;
    }

    private Node nothing() {
        return new ScalarNode("", Tag.NULL, Style.PLAIN).at(line(scanner.peek().start()));
    }

    private Node node(int depth, boolean block) {
        Token token = scanner.peek();
        budget.node(depth, line(token.start()));
        if (token.type() == TokenType.ALIAS) {
            return anchors.alias(scanner.next().text(), line(token.start()), depth);
        }
        String anchor = null;
        Token tag = null;
        Mark start = token.start();
        while ((token.type() == TokenType.ANCHOR && anchor == null)
                || (token.type() == TokenType.TAG && tag == null)) {
            if (token.type() == TokenType.ANCHOR) {
                anchor = token.text();
            } else {
                tag = token;
            }
            scanner.next();
            token = scanner.peek();
        }
        if (anchor != null) {
            anchors.open(anchor);
        }
        Node made = content(token, tag, anchor != null, start, depth, block);
        made.at(line(start));
        if (made instanceof MapNode map) {
            anchors.merge(map, anchor, depth);
        }
        if (anchor != null) {
            anchors.close(anchor, made);
        }
        return made;
    }

    private Node content(
            Token token,
            @Nullable Token tag,
            boolean anchored,
            Mark start,
            int depth,
            boolean block) {
        Node node =
                switch (token.type()) {
                    case SCALAR -> scalar(scanner.next(), tag);
                    case FLOW_SEQUENCE_START -> flowSequence(depth);
                    case FLOW_MAPPING_START -> flowMapping(depth);
                    case BLOCK_SEQUENCE_START -> block ? blockSequence(depth) : null;
                    case BLOCK_MAPPING_START -> block ? blockMapping(depth) : null;
                    case BLOCK_ENTRY -> block && indentless ? indentlessSequence(depth) : null;
                    default -> null;
                };
        if (node != null) {
            return node;
        }
        if (tag != null || anchored) {
            return scalar(Token.named(TokenType.SCALAR, "", start), tag);
        }
        throw in.parseError(start, token.start(), "did not find expected node content");
    }

    private boolean indentless;

    private ScalarNode scalar(Token token, @Nullable Token tag) {
        String written = tag == null ? "" : directives.fullTag(tag);
        var scalar = new ScalarNode(token.text(), Tag.NONE, token.style());
        if (!written.isEmpty() && !written.equals("!")) {
            scalar.tag(Tag.of(written));
            scalar.explicitTag(true);
        } else if (token.style() != Style.PLAIN
                || (written.equals("!") && dialect == Dialect.CONFIG)) {
            scalar.tag(Tag.STR);
        } else {
            scalar.tag(Scalars.of(dialect).tagOf(token.text()));
        }
        return scalar;
    }

    private Node blockChild(int depth, boolean allowIndentless) {
        indentless = allowIndentless;
        Node child = node(depth + 1, true);
        indentless = false;
        return child;
    }

    private SeqNode blockSequence(int depth) {
        Mark start = scanner.next().start();
        var list = new SeqNode();
        while (true) {
            Token token = scanner.peek();
            if (token.type() == TokenType.BLOCK_ENTRY) {
                scanner.next();
                TokenType next = scanner.peek().type();
                boolean empty = next == TokenType.BLOCK_ENTRY || next == TokenType.BLOCK_END;
                list.add(empty ? nothing() : blockChild(depth, false));
            } else if (token.type() == TokenType.BLOCK_END) {
                scanner.next();
                return list;
            } else {
                throw in.parseError(start, token.start(), "did not find expected '-' indicator");
            }
        }
    }

    private SeqNode indentlessSequence(int depth) {
        var list = new SeqNode();
        while (scanner.peek().type() == TokenType.BLOCK_ENTRY) {
            scanner.next();
            boolean empty =
                    switch (scanner.peek().type()) {
                        case BLOCK_ENTRY, KEY, VALUE, BLOCK_END -> true;
                        default -> false;
                    };
            list.add(empty ? nothing() : blockChild(depth, false));
        }
        return list;
    }

    private MapNode blockMapping(int depth) {
        Mark start = scanner.next().start();
        var map = new MapNode();
        while (true) {
            Token token = scanner.peek();
            switch (token.type()) {
                case KEY -> {
                    scanner.next();
                    Node key = absent() ? nothing() : blockChild(depth, true);
                    Node value = nothing();
                    if (scanner.peek().type() == TokenType.VALUE) {
                        scanner.next();
                        value = absent() ? nothing() : blockChild(depth, true);
                    }
                    add(map, key, value, token.start());
                }
                case BLOCK_END -> {
                    scanner.next();
                    return map;
                }
                default -> throw in.parseError(start, token.start(), "did not find expected key");
            }
        }
    }

    private boolean absent() {
        return switch (scanner.peek().type()) {
            case KEY, VALUE, BLOCK_END -> true;
            default -> false;
        };
    }

    private void add(MapNode map, Node key, Node value, Mark at) {
        String comment = scanner.comments().schemas().isEmpty() ? null : comment(at);
        if (comment != null && value.schemaComment() == null) {
            value.schemaComment(comment);
        }
        map.entries().add(new MapNode.Entry(key, value));
    }

    private @Nullable String comment(Mark at) {
        String own = scanner.comments().schemas().get(at.line());
        return own != null ? own : scanner.comments().schemas().get(at.line() - 1);
    }

    private SeqNode flowSequence(int depth) {
        var flow = new FlowComposer(this, scanner, in);
        return flow.sequence(depth);
    }

    private MapNode flowMapping(int depth) {
        var flow = new FlowComposer(this, scanner, in);
        return flow.mapping(depth);
    }

    Node flowChild(int depth) {
        indentless = false;
        return node(depth + 1, false);
    }

    Node flowNothing() {
        return nothing();
    }
}
