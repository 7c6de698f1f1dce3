package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The comments of a text that matter: those that hold a schema, or all of them.
final class Comments {

    private final boolean kept;
    private final Map<Integer, String> schemas = new HashMap<>();
    private final List<Comment> all = new ArrayList<>();

    private Comments(boolean kept) {
        this.kept = kept;
    }

    /// Only what may be a schema is kept.
    static Comments ofSchema() {
        return new Comments(false);
    }

    /// All are kept.
    static Comments ofAll() {
        return new Comments(true);
    }

    /// A comment.
    ///
    /// @param start where it starts
    /// @param text all of it
    record Comment(Mark start, String text) {}

    /// Comments holding a JSON object, by the line (from 0) they stand in.
    Map<Integer, String> schemas() {
        return schemas;
    }

    /// All comments in their order; empty if only schemas are kept.
    List<Comment> all() {
        return all;
    }

    /// Takes the comment that starts here, up to the end of its line.
    void read(CharSource in) {
        Mark start = in.mark();
        var text = new StringBuilder();
        while (!in.breakOrEnd(0) && in.peek() == '#') {
            pass(in, text, kept);
        }
        while (!in.breakOrEnd(0) && Character.isWhitespace(in.peek())) {
            pass(in, text, kept);
        }
        int body = text.length();
        boolean schema = !in.breakOrEnd(0) && in.peek() == '{';
        while (!in.breakOrEnd(0)) {
            pass(in, text, kept || schema);
        }
        if (kept) {
            all.add(new Comment(start, text.toString()));
        }
        if (schema) {
            schemas.put(start.line(), text.substring(body).strip());
        }
    }

    private static void pass(CharSource in, StringBuilder text, boolean kept) {
        if (kept) {
            in.take(text);
        } else {
            in.skip();
        }
    }
}
