package io.sluice.kustomize.yaml;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/// Turns a working tree into its final values, as the reference does by writing and reading it.
///
/// In a finished tree every scalar is marked STR, INT, FLOAT, BOOL or NULL and its text is
/// canonical; every key is text and the keys are in output order.
public final class Finisher {

    private final Dialect dialect;
    private final boolean uniqueKeys;

    /// A finisher for trees read in the given dialect.
    public Finisher(Dialect dialect) {
        this(dialect, false);
    }

    private Finisher(Dialect dialect, boolean uniqueKeys) {
        this.dialect = dialect;
        this.uniqueKeys = uniqueKeys;
    }

    /// A finisher for a configuration that may not have a key twice.
    public static Finisher ofUniqueKeys() {
        return new Finisher(Dialect.CONFIG, true);
    }

    /// The finished copy of a document.
    public Node finish(Node root) {
        try {
            return finish(root, false, true);
        } catch (Unreadable e) {
            throw e.in(root);
        }
    }

    /// The finished copy of a part of a document, whether or not it stands in brackets.
    public Node finishPart(Node part, boolean inFlow) {
        try {
            return finish(part, inFlow, false);
        } catch (Unreadable e) {
            throw e.in(part);
        }
    }

    private Node finish(Node node, boolean inFlow, boolean top) {
        return switch (node) {
            case MapNode map -> map(map, inFlow || map.flow(), top);
            case SeqNode list -> list(list, inFlow || list.flow());
            case ScalarNode scalar -> scalar(scalar, inFlow);
        };
    }

    private MapNode map(MapNode map, boolean inFlow, boolean top) {
        var done = new MapNode();
        done.at(map.line());
        boolean lastWins = dialect == Dialect.CONFIG && !uniqueKeys;
        if (!lastWins) {
            UniqueKeys.require(map, dialect);
        }
        // In a configuration the last of equal keys wins.
        var places = new HashMap<String, MapNode.Entry>();
        MapNode merged = dialect == Dialect.RESOURCE ? MergeKeys.late(map) : map;
        for (MapNode.Entry entry : merged.entries()) {
            String key = key(entry.key(), inFlow, top);
            Node value = finish(entry.value(), inFlow, false);
            MapNode.Entry before = places.get(key);
            if (before == null) {
                done.append(key, value);
                if (dialect == Dialect.CONFIG) {
                    places.put(key, done.entries().getLast());
                }
            } else {
                before.value(value);
            }
        }
        KeyOrder.sort(done.entries());
        return done;
    }

    private String key(Node key, boolean inFlow, boolean top) {
        if (!(key instanceof ScalarNode scalar)) {
            throw new YamlException(
                    "yaml: invalid map key: " + GoSyntax.of(finish(key, inFlow, false), dialect),
                    key.line());
        }
        if (dialect == Dialect.RESOURCE && scalar.text().indexOf('\u0085') >= 0) {
            throw new YamlException("yaml: line 1: did not find expected ',' or '}'", key.line());
        }
        if (dialect == Dialect.RESOURCE && top && !textAsKey(scalar, inFlow)) {
            return topKey(scalar);
        }
        if (dialect == Dialect.CONFIG || textAsKey(scalar, inFlow)) {
            return scalar.text().isEmpty()
                    ? ""
                    : ((ScalarNode) finish(scalar, false, false)).text();
        }
        throw finalTag(scalar) == Tag.NULL ? nullKey(scalar) : notText(scalar);
    }

    private static RuntimeException nullKey(ScalarNode key) {
        return key.isNull() && !key.text().isEmpty() ? new Unreadable(key) : notText(key);
    }

    private static YamlException notText(ScalarNode key) {
        return new YamlException(
                "json: unsupported type: map[interface {}]interface {}: the key `"
                        + key.text()
                        + "` is not a string; put it in quotes",
                key.line());
    }

    /// The keys of an object are read as texts, so a number stays as it was written.
    private String topKey(ScalarNode key) {
        return switch (finalTag(key)) {
            case NULL -> throw nullKey(key);
            case BINARY -> text(binary(key));
            case NONE, STR, INT, FLOAT, BOOL, TIMESTAMP, MERGE, OTHER -> key.text();
        };
    }

    private boolean textAsKey(ScalarNode key, boolean inFlow) {
        return switch (finalTag(key)) {
            case NONE, STR, MERGE -> true;
            case NULL -> key.text().isEmpty() && !key.explicitTag();
            case TIMESTAMP -> inFlow && quotedInFlow(key);
            case INT, FLOAT, BOOL, BINARY, OTHER -> false;
        };
    }

    private SeqNode list(SeqNode list, boolean inFlow) {
        var done = new SeqNode();
        done.at(list.line());
        for (Node item : list.items()) {
            done.add(finish(item, inFlow, false));
        }
        return done;
    }

    /// What a scalar finally is, before its value is made canonical.
    Tag finalTag(ScalarNode s) {
        return switch (s.tag()) {
            case NONE ->
                    s.quoted() || s.text().indexOf('\n') >= 0
                            ? Tag.STR
                            : Scalars.of(dialect).tagOf(s.text());
            case STR, BINARY, MERGE, OTHER -> s.tag();
            case NULL, INT, FLOAT, BOOL, TIMESTAMP -> typed(s);
        };
    }

    private Tag typed(ScalarNode s) {
        Tag found = Scalars.of(dialect).tagOf(s.text());
        if (found == s.tag()) {
            return s.quoted() && !s.explicitTag() ? Tag.STR : found;
        }
        if (s.tag() == Tag.FLOAT && found == Tag.INT) {
            return Tag.FLOAT;
        }
        if (s.tag() == Tag.NULL && s.text().isEmpty()) {
            return Tag.NULL;
        }
        throw new YamlException(
                "yaml: cannot decode %s `%s` as a %s"
                        .formatted(found.text(), s.text(), s.tag().text()),
                s.line());
    }

    private ScalarNode scalar(ScalarNode s, boolean inFlow) {
        Tag tag = finalTag(s);
        return switch (tag) {
            case NULL ->
                    inFlow
                                    && s.text().isEmpty()
                                    && (s.tag() == Tag.NULL || s.tag() == Tag.NONE)
                                    && !s.explicitTag()
                                    && dialect == Dialect.RESOURCE
                            ? made("", Tag.STR, s)
                            : made("null", Tag.NULL, s);
            case BOOL -> made(Scalars.truth(s.text()) ? "true" : "false", Tag.BOOL, s);
            case INT -> integer(s);
            case FLOAT -> floating(s);
            case TIMESTAMP -> {
                boolean read = dialect == Dialect.RESOURCE && !(inFlow && quotedInFlow(s));
                String time = read ? Timestamps.rfc3339(s.text()) : null;
                yield made(time == null ? s.text() : time, Tag.STR, s);
            }
            case BINARY -> made(text(binary(s)), Tag.STR, s);
            case NONE, STR, MERGE, OTHER -> made(rewritten(s, inFlow), Tag.STR, s);
        };
    }

    /// Whether brackets around it make the reference put quotes around a plain scalar.
    private static boolean quotedInFlow(ScalarNode s) {
        return !s.quoted() && !s.explicitTag() && s.text().indexOf(':') >= 0;
    }

    /// What is left of a text after the reference wrote and read it.
    private String rewritten(ScalarNode s, boolean inFlow) {
        String text = s.text();
        if (dialect == Dialect.CONFIG) {
            return text;
        }
        if (!inFlow && text.startsWith("\t") && BlockText.isBlock(s)) {
            throw new Unreadable(s);
        }
        if (s.style() == Style.FOLDED && !inFlow) {
            text = FoldedText.rewritten(text);
        }
        return text.indexOf('\u0085') < 0 ? text : NextLines.fold(text);
    }

    private static ScalarNode made(String text, Tag tag, ScalarNode from) {
        var scalar = new ScalarNode(text, tag, Style.PLAIN);
        scalar.at(from.line());
        return scalar;
    }

    private static ScalarNode integer(ScalarNode s) {
        String text = s.text().indexOf('_') < 0 ? s.text() : s.text().replace("_", "");
        BigInteger value = Numbers.parseInt(text);
        return made(value == null ? text : value.toString(), Tag.INT, s);
    }

    private ScalarNode floating(ScalarNode s) {
        BigInteger whole = Numbers.parseInt(s.text());
        Double number = Scalars.number(s.text());
        double value =
                whole != null
                        ? whole.doubleValue()
                        : number == null ? Double.NaN : number.doubleValue();
        return number(value, s);
    }

    private static ScalarNode number(double value, ScalarNode from) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String shown = Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
            throw new YamlException("json: unsupported value: " + shown, from.line());
        }
        String json = Numbers.json(value);
        BigInteger whole = Numbers.parseInt(json);
        if (whole != null) {
            return made(whole.toString(), Tag.INT, from);
        }
        return made(json, Tag.FLOAT, from);
    }

    private static byte[] binary(ScalarNode s) {
        String text = s.text().replace("\n", "").replace("\r", "");
        try {
            if (text.length() % 4 != 0) {
                throw new IllegalArgumentException(text);
            }
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new YamlException("yaml: !!binary value contains invalid base64 data", s.line());
        }
    }

    private static String text(byte[] bytes) {
        @Nullable String text = null;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            // The JSON step replaces what is not UTF-8.
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        return text;
    }
}
