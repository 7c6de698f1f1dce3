package io.sluice.kustomize.yaml;

/// Composes collections in brackets and braces.
final class FlowComposer {

    private final Composer composer;
    private final Scanner scanner;
    private final CharSource in;

    FlowComposer(Composer composer, Scanner scanner, CharSource in) {
        this.composer = composer;
        this.scanner = scanner;
        this.in = in;
    }

    SeqNode sequence(int depth) {
        Mark start = scanner.next().start();
        var list = new SeqNode().flow(true);
        boolean first = true;
        while (scanner.peek().type() != TokenType.FLOW_SEQUENCE_END) {
            if (!first
                    && entryThenEnd(
                            start,
                            TokenType.FLOW_SEQUENCE_END,
                            "did not find expected ',' or ']'")) {
                break;
            }
            first = false;
            if (scanner.peek().type() == TokenType.KEY) {
                list.add(pair(depth));
            } else {
                list.add(composer.flowChild(depth));
            }
        }
        scanner.next();
        return list;
    }

    private MapNode pair(int depth) {
        Mark start = scanner.next().start();
        var map = new MapNode().flow(true);
        Node key =
                switch (scanner.peek().type()) {
                    case VALUE, FLOW_ENTRY, FLOW_SEQUENCE_END -> composer.flowNothing();
                    default -> composer.flowChild(depth);
                };
        map.entries().add(new MapNode.Entry(key, value(depth, TokenType.FLOW_SEQUENCE_END)));
        map.at(start.line() + 1);
        return map;
    }

    MapNode mapping(int depth) {
        Mark start = scanner.next().start();
        var map = new MapNode().flow(true);
        boolean first = true;
        while (scanner.peek().type() != TokenType.FLOW_MAPPING_END) {
            if (!first
                    && entryThenEnd(
                            start,
                            TokenType.FLOW_MAPPING_END,
                            "did not find expected ',' or '}'")) {
                break;
            }
            first = false;
            map.entries().add(entry(depth));
        }
        scanner.next();
        return map;
    }

    private MapNode.Entry entry(int depth) {
        Token token = scanner.peek();
        if (token.type() == TokenType.KEY) {
            scanner.next();
            Node key =
                    switch (scanner.peek().type()) {
                        case VALUE, FLOW_ENTRY, FLOW_MAPPING_END -> composer.flowNothing();
                        default -> composer.flowChild(depth);
                    };
            return new MapNode.Entry(key, value(depth, TokenType.FLOW_MAPPING_END));
        }
        Node key = composer.flowChild(depth);
        return new MapNode.Entry(key, composer.flowNothing());
    }

    private Node value(int depth, TokenType end) {
        if (scanner.peek().type() != TokenType.VALUE) {
            return composer.flowNothing();
        }
        scanner.next();
        TokenType next = scanner.peek().type();
        return next == TokenType.FLOW_ENTRY || next == end
                ? composer.flowNothing()
                : composer.flowChild(depth);
    }

    /// Steps over a comma; tells whether the collection ends right after it.
    private boolean entryThenEnd(Mark start, TokenType end, String problem) {
        Token token = scanner.peek();
        if (token.type() != TokenType.FLOW_ENTRY) {
            throw in.parseError(start, token.start(), problem);
        }
        scanner.next();
        return scanner.peek().type() == end;
    }
}
