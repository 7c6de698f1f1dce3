package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;

/// Writes finished trees as JSON the way Go does: keys sorted and, unless asked for, no white
/// space and HTML-safe.
public final class JsonWriter {

    private static final int ESCAPE = 5;

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out = new StringBuilder();
    private final boolean htmlSafe;
    private final boolean indented;
    private int depth;

    private JsonWriter(boolean htmlSafe, boolean indented) {
        this.htmlSafe = htmlSafe;
        this.indented = indented;
    }

    /// JSON as Go's encoder writes it, with `<`, `>` and `&` escaped.
    public static String go(Node finished) {
        var writer = new JsonWriter(true, false);
        writer.node(finished);
        return writer.out.toString();
    }

    /// JSON as Go's encoder writes it in lines, two spaces deeper at each level.
    public static String indented(Node finished) {
        var writer = new JsonWriter(true, true);
        writer.node(finished);
        return writer.out.toString();
    }

    /// JSON with nothing escaped that need not be.
    public static String canonical(Node finished) {
        var writer = new JsonWriter(false, false);
        writer.node(finished);
        return writer.out.toString();
    }

    private void node(Node node) {
        switch (node) {
            case MapNode map -> map(map);
            case SeqNode list -> list(list);
            case ScalarNode scalar -> {
                if (scalar.tag() == Tag.STR || scalar.tag() == Tag.NONE) {
                    string(scalar.text());
                } else {
                    out.append(scalar.text());
                }
            }
        }
    }

    private void list(SeqNode list) {
        out.append('[');
        depth++;
        for (int i = 0; i < list.items().size(); i++) {
            out.append(i > 0 ? "," : "");
            line();
            node(list.items().get(i));
        }
        close(list.items().isEmpty(), ']');
    }

    private void line() {
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void close(boolean empty, char sign) {
        depth--;
        if (!empty) {
            line();
        }
        out.append(sign);
    }

    private void map(MapNode map) {
        var entries = new ArrayList<>(map.entries());
        entries.sort(Comparator.comparing(MapNode.Entry::name, JsonWriter::compare));
        out.append('{');
        depth++;
        for (int i = 0; i < entries.size(); i++) {
            out.append(i > 0 ? "," : "");
            line();
            string(entries.get(i).name());
            out.append(indented ? ": " : ":");
            node(entries.get(i).value());
        }
        close(entries.isEmpty(), '}');
    }

    /// Compares by code point, as bytes of UTF-8 compare.
    public static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    boolean escape =
                            c < 0x20
                                    || (htmlSafe
                                            && (c == '<'
                                                    || c == '>'
                                                    || c == '&'
                                                    || c == '\u2028'
                                                    || c == '\u2029'));
                    if (escape) {
                        HEX.formatHex(out.append("\\u"), new byte[] {(byte) (c >> 8), (byte) c});
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// How many characters more than it has a text takes for its control characters, each of which is written
    /// as six.
    public static long escapes(String text) {
        long signs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            signs += c < ' ' && c != '\n' && c != '\r' && c != '\t' ? 1 : 0;
        }
        return ESCAPE * signs;
    }
}
