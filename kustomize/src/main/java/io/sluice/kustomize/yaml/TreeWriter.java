package io.sluice.kustomize.yaml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes a working tree as it is: in its own order and, as far as a text allows it, its own styles.
public final class TreeWriter {

    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;

    private final StringBuilder text = new StringBuilder();
    private final Output out = new Output(text);
    private final ScalarWriter scalars = new ScalarWriter(out);

    private final CommentWriter comments;

    private final int limit;

    private final @Nullable Node sought;
    private int found;

    private TreeWriter(String source, int limit, @Nullable Node sought) {
        comments = CommentWriter.of(source, out);
        this.limit = limit;
        this.sought = sought;
    }

    /// Where a node stands.
    ///
    /// @param indent the indentation of what it is in
    /// @param inMap whether it is a value of a map
    /// @param key whether it is a key on one line with its value
    /// @param flow whether it is in brackets
    private record Place(int indent, boolean inMap, boolean key, boolean flow) {}

    /// The text of a tree, ending with a newline, with the comments of the text it was read from.
    public static String write(Node node, String source) {
        return new TreeWriter(source, Integer.MAX_VALUE, null).all(node);
    }

    /// The text of a tree, or its start if it is longer than `limit`.
    static String start(Node node, int limit) {
        return new TreeWriter("", limit, null).all(node);
    }

    /// The line, from 1, in which a node starts in the text of the tree it is in.
    static int lineOf(Node sought, Node tree) {
        var writer = new TreeWriter("", Integer.MAX_VALUE, sought);
        writer.all(tree);
        return writer.found;
    }

    private String all(Node node) {
        node(node, new Place(-1, false, false, false));
        comments.end();
        out.indent(-1);
        return text.toString();
    }

    private void node(Node node, Place place) {
        if (node == sought) {
            found = 1 + (int) text.chars().filter(c -> c == '\n').count();
        }
        if (text.length() > limit) {
            return;
        }
        switch (node) {
            case MapNode map when place.flow() || map.flow() || map.entries().isEmpty() ->
                    flow(map, place.indent());
            case SeqNode list when place.flow() || list.flow() || list.items().isEmpty() ->
                    flow(list, place.indent());
            case MapNode map -> mapping(map, place.indent());
            case SeqNode list -> sequence(list, place.indent(), place.inMap());
            case ScalarNode scalar -> scalar(scalar, place);
        }
    }

    private void flow(MapNode map, int indent) {
        out.indicator("{", true, true, false);
        boolean first = true;
        for (MapNode.Entry entry : map.entries()) {
            if (!first) {
                out.indicator(",", false, false, false);
            }
            first = false;
            if (simple(entry.key())) {
                node(entry.key(), new Place(indent, false, true, true));
                out.indicator(":", false, false, false);
            } else {
                out.indicator("?", true, false, false);
                node(entry.key(), new Place(indent, true, false, true));
                out.indicator(":", true, false, false);
            }
            node(entry.value(), new Place(indent, true, false, true));
        }
        out.indicator("}", false, false, false);
    }

    private void flow(SeqNode list, int indent) {
        out.indicator("[", true, true, false);
        boolean first = true;
        for (Node item : list.items()) {
            if (!first) {
                out.indicator(",", false, false, false);
            }
            first = false;
            node(item, new Place(indent, false, false, true));
        }
        out.indicator("]", false, false, false);
    }

    private void mapping(MapNode map, int indent) {
        int column = indent < 0 ? 0 : indent + INDENT;
        for (MapNode.Entry entry : map.entries()) {
            if (map.line() > 0) {
                comments.beforeKey(entry.key(), column);
            }
            out.indent(column);
            if (simple(entry.key())) {
                node(entry.key(), new Place(column, false, true, false));
                out.indicator(":", false, false, false);
            } else {
                out.indicator("?", true, false, true);
                node(entry.key(), new Place(column, true, false, false));
                out.indent(column);
                out.indicator(":", true, false, true);
            }
            boolean nested = nested(entry.value());
            if (nested) {
                comments.behind(entry.key());
            }
            node(entry.value(), new Place(column, true, false, false));
            if (!nested) {
                comments.behind(entry.key());
            }
        }
    }

    private static boolean nested(Node value) {
        return switch (value) {
            case MapNode map -> !map.flow() && !map.entries().isEmpty();
            case SeqNode list -> !list.flow() && !list.items().isEmpty();
            case ScalarNode scalar -> false;
        };
    }

    private static boolean simple(Node key) {
        return switch (key) {
            case MapNode map -> map.entries().isEmpty();
            case SeqNode list -> list.items().isEmpty();
            case ScalarNode scalar ->
                    scalar.text().indexOf('\n') < 0
                            && scalar.text().getBytes(StandardCharsets.UTF_8).length
                                    <= LONGEST_SIMPLE_KEY;
        };
    }

    private void sequence(SeqNode list, int indent, boolean inMap) {
        int column = indent < 0 ? 0 : inMap && !out.onlyIndent() ? indent : indent + INDENT;
        for (Node item : list.items()) {
            comments.before(item, column);
            out.indent(column);
            out.indicator("-", true, false, true);
            node(item, new Place(column, false, false, false));
            if (!nested(item)) {
                comments.behind(item);
            }
        }
    }

    private void scalar(ScalarNode scalar, Place place) {
        String tag = tag(scalar);
        if (tag != null) {
            out.indicator(tag, true, false, false);
        }
        String value = scalar.text();
        int indent = place.indent() >= 0 ? place.indent() + INDENT : INDENT;
        switch (style(scalar, tag == null, place)) {
            case PLAIN -> {
                if (!value.isEmpty()) {
                    scalars.plain(value, indent, false);
                }
            }
            case SINGLE -> scalars.single(value, indent, false);
            case DOUBLE -> scalars.doubled(value, indent, false);
            case LITERAL -> scalars.block('|', value, value, indent, INDENT);
            case FOLDED -> scalars.block('>', value, FoldedText.write(value), indent, INDENT);
        }
    }

    /// The tag that has to be written, or null if what is written says enough.
    private static @Nullable String tag(ScalarNode scalar) {
        if (scalar.tag() == Tag.NONE || scalar.tag() == Tag.OTHER) {
            return null;
        }
        boolean needed =
                scalar.explicitTag()
                        || scalar.tag() == Tag.MERGE
                        || (scalar.tag() != Tag.STR && scalar.tag() != read(scalar));
        return needed ? scalar.tag().text() : null;
    }

    private static Tag read(ScalarNode scalar) {
        return Scalars.of(Dialect.RESOURCE).tagOf(scalar.text());
    }

    private static Style style(ScalarNode scalar, boolean untagged, Place place) {
        String value = scalar.text();
        TextShape shape = TextShape.inTree(value);
        Style wanted = wanted(scalar, untagged);
        boolean single = shape.single() && !(shape.multiline() && place.key());
        return switch (wanted) {
            case PLAIN -> {
                boolean nothing = value.isEmpty() && (place.flow() || place.key());
                boolean allowed = shape.plain() && !(place.flow() && inBrackets(value));
                yield allowed && !nothing ? Style.PLAIN : single ? Style.SINGLE : Style.DOUBLE;
            }
            case SINGLE -> single ? Style.SINGLE : Style.DOUBLE;
            case DOUBLE -> Style.DOUBLE;
            case LITERAL, FOLDED ->
                    shape.block() && !place.flow() && !place.key() ? wanted : Style.DOUBLE;
        };
    }

    private static Style wanted(ScalarNode scalar, boolean untagged) {
        if (scalar.style() != Style.PLAIN) {
            return scalar.style();
        }
        if (scalar.text().indexOf('\n') >= 0) {
            return Style.LITERAL;
        }
        boolean misread = untagged && scalar.tag() == Tag.STR && read(scalar) != Tag.STR;
        return misread ? Style.DOUBLE : Style.PLAIN;
    }

    /// Whether a text has characters that mean something in brackets.
    private static boolean inBrackets(String value) {
        return value.chars().anyMatch(c -> ",?[]{}:".indexOf(c) >= 0);
    }
}
