package io.sluice.kustomize.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Tokens found but not yet taken; all tokens of a text are numbered from 0.
final class TokenQueue {

    private final ArrayDeque<Token> tokens = new ArrayDeque<>();
    private final List<Token> moved = new ArrayList<>();
    private int taken;

    int size() {
        return tokens.size();
    }

    /// The number of the first token in the queue.
    int taken() {
        return taken;
    }

    /// The number the next token added will have.
    int next() {
        return taken + tokens.size();
    }

    Token first() {
        return tokens.getFirst();
    }

    Token take() {
        taken++;
        return tokens.removeFirst();
    }

    void add(Token token) {
        tokens.add(token);
    }

    /// Inserts a token before the one with the given number.
    void insert(int number, Token token) {
        moved.clear();
        while (next() > number) {
            moved.add(tokens.removeLast());
        }
        tokens.add(token);
        for (int i = moved.size() - 1; i >= 0; i--) {
            tokens.add(moved.get(i));
        }
    }
}
