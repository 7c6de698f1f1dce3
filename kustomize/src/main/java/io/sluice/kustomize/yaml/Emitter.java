package io.sluice.kustomize.yaml;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Writes finished trees exactly as Kustomize prints them.
public final class Emitter {

    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final Pattern SEXAGESIMAL =
            Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

    private final StringBuilder text = new StringBuilder();
    private final Output out = new Output(text);
    private final ScalarWriter scalars = new ScalarWriter(out);

    private Emitter() {}

    /// The text of a finished document, ending with a newline.
    public static String emit(Node finished) {
        var emitter = new Emitter();
        emitter.node(finished, -1, false, false);
        emitter.out.indent(-1);
        return emitter.text.toString();
    }

    private void node(Node node, int current, boolean inMap, boolean key) {
        switch (node) {
            case MapNode map when map.entries().isEmpty() -> empty("{", "}");
            case SeqNode list when list.items().isEmpty() -> empty("[", "]");
            case MapNode map -> mapping(map, current);
            case SeqNode list -> sequence(list, current, inMap);
            case ScalarNode scalar -> scalar(scalar, current, key);
        }
    }

    private void empty(String open, String close) {
        out.indicator(open, true, true, false);
        out.indicator(close, false, false, false);
    }

    private void mapping(MapNode map, int current) {
        int column = current < 0 ? 0 : current + INDENT;
        for (MapNode.Entry entry : map.entries()) {
            out.indent(column);
            String name = entry.name();
            ScalarNode key = ScalarNode.string(name);
            if (simpleKey(name)) {
                node(key, column, false, true);
                out.indicator(":", false, false, false);
            } else {
                out.indicator("?", true, false, true);
                node(key, column, true, false);
                out.indent(column);
                out.indicator(":", true, false, true);
            }
            node(entry.value(), column, true, false);
        }
    }

    private static boolean simpleKey(String name) {
        if (name.length() > LONGEST_SIMPLE_KEY || TextShape.of(name).multiline()) {
            return false;
        }
        return name.length() * 3 <= LONGEST_SIMPLE_KEY
                || name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY;
    }

    private void sequence(SeqNode list, int current, boolean inMap) {
        int column;
        if (current < 0) {
            column = 0;
        } else {
            column = inMap && !out.onlyIndent() ? current : current + INDENT;
        }
        for (Node item : list.items()) {
            out.indent(column);
            out.indicator("-", true, false, true);
            node(item, column, false, false);
        }
    }

    private void scalar(ScalarNode scalar, int current, boolean key) {
        int indent = current >= 0 ? current + INDENT : INDENT;
        switch (scalar.tag()) {
            case NULL -> scalars.plain("null", indent, false);
            case BOOL, INT -> scalars.plain(scalar.text(), indent, false);
            case FLOAT -> {
                double value = Double.parseDouble(scalar.text());
                scalars.plain(Numbers.general(value), indent, false);
            }
            default -> text(scalar.text(), indent, key);
        }
    }

    private void text(String value, int indent, boolean key) {
        TextShape shape = TextShape.of(value);
        switch (style(value, shape, key)) {
            case PLAIN, FOLDED -> scalars.plain(value, indent, !key);
            case SINGLE -> scalars.single(value, indent, !key);
            case DOUBLE -> scalars.doubled(value, indent, !key);
            case LITERAL -> scalars.literal(value, indent, INDENT);
        }
    }

    private static Style style(String value, TextShape shape, boolean key) {
        if (value.indexOf('\n') >= 0) {
            return shape.block() && !key ? Style.LITERAL : Style.DOUBLE;
        }
        if (!readsAsText(value) || (key && shape.multiline())) {
            return Style.DOUBLE;
        }
        if (shape.plain()) {
            return Style.PLAIN;
        }
        return shape.single() ? Style.SINGLE : Style.DOUBLE;
    }

    private static boolean readsAsText(String value) {
        return switch (Scalars.of(Dialect.CONFIG).tagOf(value)) {
            case STR -> value.indexOf(':') < 0 || !SEXAGESIMAL.matcher(value).matches();
            case MERGE -> true;
            default -> false;
        };
    }
}
