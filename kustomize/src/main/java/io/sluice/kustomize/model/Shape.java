package io.sluice.kustomize.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type a JSON value must have.
public sealed interface Shape {

    /// The type's name in Go, for messages.
    String goName();

    /// A scalar.
    ///
    /// @param loose whether text may be written as a number or a truth value
    /// @param kept whether empty text is something else than no text
    record Scalar(String goName, boolean loose, boolean kept) implements Shape {
        Scalar(String goName) {
            this(goName, false, false);
        }
    }

    /// Anything at all.
    record Any(String goName) implements Shape {}

    /// A list.
    record ListOf(Shape item) implements Shape {
        @Override
        public String goName() {
            return "[]" + item.goName();
        }
    }

    /// A map with values of one type.
    record MapOf(Shape value) implements Shape {
        @Override
        public String goName() {
            return "map[string]" + value.goName();
        }
    }

    /// A struct with known fields.
    record Struct(String name, Map<String, Shape> fields) implements Shape {

        @Override
        public String goName() {
            return "types." + name;
        }

        /// The field's own spelling, letter case set aside, or null.
        @Nullable String spelling(String written) {
            if (fields.containsKey(written)) {
                return written;
            }
            String lower = written.toLowerCase(Locale.ROOT);
            for (String field : fields.keySet()) {
                if (field.toLowerCase(Locale.ROOT).equals(lower)) {
                    return field;
                }
            }
            return null;
        }

        /// This struct with the fields of another one.
        Struct with(String newName, Struct other) {
            var all = new LinkedHashMap<>(fields);
            all.putAll(other.fields);
            return new Struct(newName, all);
        }
    }

    /// Text.
    Shape STRING = new Scalar("string");

    /// Text that may be written as a number or a truth value.
    Shape TEXT = new Scalar("string", true, false);

    /// Text that may be given and empty.
    Shape OPTIONAL_TEXT = new Scalar("string", false, true);

    /// Text of a file that may be given and empty, and be written as a number.
    Shape LOOSE_OPTIONAL_TEXT = new Scalar("string", true, true);

    /// A truth value.
    Shape BOOL = new Scalar("bool");

    /// An integer.
    Shape INT = new Scalar("int64");

    /// A platform integer.
    Shape PLAIN_INT = new Scalar("int");

    /// Anything.
    Shape ANY = new Any("interface {}");

    /// A list of texts.
    Shape STRINGS = new ListOf(STRING);

    /// A map of texts.
    Shape STRING_MAP = new MapOf(STRING);

    /// A list of texts that may be written as numbers.
    Shape TEXTS = new ListOf(TEXT);

    /// A map of texts that may be written as numbers.
    Shape TEXT_MAP = new MapOf(TEXT);

    /// A struct; fields are name and shape in turn.
    static Struct struct(String name, Object... fields) {
        var map = new LinkedHashMap<String, Shape>();
        for (int i = 0; i < fields.length; i += 2) {
            for (String field : ((String) fields[i]).split(" ", -1)) {
                map.put(field, (Shape) fields[i + 1]);
            }
        }
        return new Struct(name, map);
    }

    /// A list of a shape.
    static Shape listOf(Shape item) {
        return new ListOf(item);
    }
}
