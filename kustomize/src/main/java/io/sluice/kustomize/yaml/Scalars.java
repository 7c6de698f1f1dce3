package io.sluice.kustomize.yaml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what a plain scalar is, in one of the two dialects.
public final class Scalars {

    private static final Scalars RESOURCE = new Scalars(Dialect.RESOURCE);
    private static final Scalars CONFIG = new Scalars(Dialect.CONFIG);

    private final Map<String, Tag> words = new HashMap<>();

    private Scalars(Dialect dialect) {
        words("", Tag.NULL);
        words("~ null Null NULL", Tag.NULL);
        words("true True TRUE false False FALSE", Tag.BOOL);
        words(".nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF", Tag.FLOAT);
        words("<<", Tag.MERGE);
        if (dialect == Dialect.CONFIG) {
            words("y Y yes Yes YES on On ON n N no No NO off Off OFF", Tag.BOOL);
        }
    }

    /// The rules of a dialect.
    public static Scalars of(Dialect dialect) {
        return dialect == Dialect.RESOURCE ? RESOURCE : CONFIG;
    }

    private void words(String list, Tag tag) {
        for (String word : list.split(" ", -1)) {
            words.put(word, tag);
        }
    }

    /// What a plain scalar with this text is.
    public Tag tagOf(String text) {
        if (text.isEmpty()) {
            return Tag.NULL;
        }
        char first = text.charAt(0);
        if (first == '+' || first == '-' || (first >= '0' && first <= '9')) {
            Tag word = words.get(text);
            return word != null ? word : numberOrTime(text);
        }
        if (first == '.') {
            Tag word = words.get(text);
            if (word != null) {
                return word;
            }
            return Numbers.parseFloat(text) != null ? Tag.FLOAT : Tag.STR;
        }
        if (text.length() > 5) {
            return Tag.STR;
        }
        return words.getOrDefault(text, Tag.STR);
    }

    private static Tag numberOrTime(String text) {
        if (Timestamps.matches(text)) {
            return Tag.TIMESTAMP;
        }
        String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
        if (Numbers.parseInt(plain) != null) {
            return Tag.INT;
        }
        return Numbers.parseFloat(plain) != null ? Tag.FLOAT : Tag.STR;
    }

    /// The truth value a word stands for.
    static boolean truth(String text) {
        return switch (Character.toLowerCase(text.charAt(0))) {
            case 't', 'y' -> true;
            case 'o' -> text.length() == 2;
            default -> false;
        };
    }

    /// The number a float scalar stands for, null if it is none.
    public static @Nullable Double number(String text) {
        String plain = text.replace("_", "");
        return switch (plain) {
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            default -> Numbers.parseFloat(plain);
        };
    }
}
