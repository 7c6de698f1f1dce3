package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Numbers;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.HashMap;
import java.util.regex.Pattern;

/// Reads JSON, and nothing more lenient.
public final class JsonReader {

    private static final int DEEPEST = 500;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final String text;
    private final Uniqueness uniqueness;
    private final boolean bounded;
    private boolean unique;
    private int pos;

    /// Where no name may come twice in a map, and numbers stay as they are written.
    private enum Uniqueness {
        NOWHERE,
        EVERYWHERE,
        IN_SCHEMAS
    }

    private JsonReader(String text, Uniqueness uniqueness, boolean bounded) {
        this.text = text;
        this.uniqueness = uniqueness;
        unique = uniqueness == Uniqueness.EVERYWHERE;
        this.bounded = bounded;
    }

    /// The value of a JSON text.
    ///
    /// @throws KustomizeException if it is not JSON
    public static Node parse(String text) {
        return new JsonReader(text, Uniqueness.NOWHERE, true).whole();
    }

    /// The value of a JSON text in which a number beyond a double stays as it is written, even if its
    /// name comes again: then the map holds that name several times, and the last one counts.
    ///
    /// @throws KustomizeException if it is not JSON
    public static Node parseUnbounded(String text) {
        return new JsonReader(text, Uniqueness.NOWHERE, false).whole();
    }

    /// The value of a JSON text in whose maps no name comes twice. Numbers stay as they are written.
    ///
    /// @throws KustomizeException if it is not JSON, or a name comes twice
    public static Node parseUnique(String text) {
        return new JsonReader(text, Uniqueness.EVERYWHERE, true).whole();
    }

    /// The value of a JSON text that maps types to definitions, in whose schemas no name comes twice.
    /// Numbers stay as they are written.
    ///
    /// @throws KustomizeException if it is not JSON, or a name comes twice
    public static Node parseDefinitions(String text) {
        return new JsonReader(text, Uniqueness.IN_SCHEMAS, true).whole();
    }

    private Node whole() {
        Node value = value(0);
        space();
        if (pos < text.length()) {
            throw error("after top-level value");
        }
        return value;
    }

    private Node value(int depth) {
        if (depth > DEEPEST) {
            throw new KustomizeException("json: exceeded max depth");
        }
        space();
        if (pos >= text.length()) {
            throw new KustomizeException("unexpected end of JSON input");
        }
        char c = text.charAt(pos);
        return switch (c) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> ScalarNode.quotedString(string());
            case 't' -> word("true", Tag.BOOL);
            case 'f' -> word("false", Tag.BOOL);
            case 'n' -> word("null", Tag.NULL);
            default -> number();
        };
    }

    private Node map(int depth) {
        var map = new MapNode();
        var places = new HashMap<String, MapNode.Entry>();
        pos++;
        space();
        if (eat('}')) {
            return map;
        }
        do {
            space();
            if (pos >= text.length() || text.charAt(pos) != '"') {
                throw error("looking for beginning of object key string");
            }
            String key = string();
            space();
            if (!eat(':')) {
                throw error("after object key");
            }
            Node value = entry(key, depth);
            MapNode.Entry before = places.get(key);
            if (before == null) {
                map.append(key, value);
                places.put(key, map.entries().getLast());
            } else if (unique) {
                throw refused("duplicate name \"" + key + "\" in object");
            } else {
                if (!bounded && JsonValues.beyondDouble(before.value()) != null) {
                    map.entries().addFirst(new MapNode.Entry(before.key(), before.value()));
                }
                before.value(value);
            }
            space();
        } while (eat(','));
        if (!eat('}')) {
            throw error("after object key:value pair");
        }
        return map;
    }

    private Node entry(String key, int depth) {
        boolean schema =
                uniqueness == Uniqueness.IN_SCHEMAS && depth == 1 && key.equalsIgnoreCase("schema");
        if (!schema) {
            return value(depth + 1);
        }
        unique = true;
        Node value = value(depth + 1);
        unique = false;
        return value;
    }

    private KustomizeException refused(String problem) {
        return new KustomizeException(
                (uniqueness == Uniqueness.IN_SCHEMAS
                                ? "json: cannot unmarshal Go value of type spec.Schema: json: "
                                : "json: ")
                        + problem);
    }

    private Node list(int depth) {
        var list = new SeqNode();
        pos++;
        space();
        if (eat(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
            space();
        } while (eat(','));
        if (!eat(']')) {
            throw error("after array element");
        }
        return list;
    }

    private Node word(String word, Tag tag) {
        if (!text.startsWith(word, pos)) {
            throw error("in literal " + word);
        }
        pos += word.length();
        return new ScalarNode(word, tag, Style.PLAIN);
    }

    /// Whether a text is an index.
    static boolean isNumber(String text) {
        return DIGITS.matcher(text).matches();
    }

    private Node number() {
        int start = pos;
        while (pos < text.length() && "+-.0123456789eE".indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
        String digits = text.substring(start, pos);
        if (!NUMBER.matcher(digits).matches()) {
            pos = start;
            throw error("looking for beginning of value");
        }
        if (uniqueness != Uniqueness.NOWHERE) {
            return ScalarNode.number(digits);
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            var beyond = new ScalarNode(digits, Tag.FLOAT, Style.PLAIN);
            if (bounded) {
                throw JsonValues.tooLarge(beyond);
            }
            return beyond;
        }
        return ScalarNode.number(Numbers.json(value));
    }

    private String string() {
        var out = new StringBuilder();
        pos++;
        while (true) {
            if (pos >= text.length()) {
                throw new KustomizeException("unexpected end of JSON input");
            }
            char c = text.charAt(pos++);
            if (c == '"') {
                requirePairs(out);
                return out.toString();
            }
            if (c < 0x20) {
                pos--;
                throw error("in string literal");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private void requirePairs(StringBuilder text) {
        if (unique && text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw refused("invalid unpaired surrogate half within string");
        }
    }

    private char escape() {
        char c = pos < text.length() ? text.charAt(pos++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (pos + 4 > text.length()
                        || !HEX.matcher(text.substring(pos, pos + 4)).matches()) {
                    throw error("in \\u hexadecimal character escape");
                }
                char unit = (char) Integer.parseInt(text, pos, pos + 4, 16);
                pos += 4;
                yield unit;
            }
            default -> throw error("in string escape code");
        };
    }

    private void space() {
        while (pos < text.length() && " \t\r\n".indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
    }

    private boolean eat(char c) {
        if (pos < text.length() && text.charAt(pos) == c) {
            pos++;
            return true;
        }
        return false;
    }

    private KustomizeException error(String where) {
        return new KustomizeException(
                pos < text.length()
                        ? "invalid character '" + text.charAt(pos) + "' " + where
                        : "unexpected end of JSON input");
    }
}
