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
    /// @param type what it holds: `string`, `bool` or a kind of `int`
    /// @param loose whether text may be written as a number or a truth value
    /// @param kept whether empty text is something else than no text
    record Scalar(String type, String goName, boolean loose, boolean kept) implements Shape {
        Scalar(String type) {
            this(type, type, false, false);
        }

        /// The same under a name of its own.
        Scalar named(String name) {
            return new Scalar(type, name, loose, kept);
        }
    }

    /// Anything at all.
    record Any(String goName) implements Shape {}

    /// A list.
    record ListOf(Shape item, String goName) implements Shape {

        /// A list of pointers, which shows in messages only.
        static ListOf pointersTo(Shape item) {
            return new ListOf(item, "[]*" + item.goName());
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
    ///
    /// @param embedded for fields that come from embedded structs the names of these, which
    ///     messages tell
    record Struct(String goName, Map<String, Shape> fields, Map<String, String> embedded)
            implements Shape {

        /// The name without the package.
        String name() {
            return goName.substring(goName.lastIndexOf('.') + 1);
        }

        /// What messages call a field.
        String shown(String field) {
            String within = embedded.get(field);
            return within == null ? field : within + "." + field;
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

        /// This struct with the fields of another one, which replace its own.
        Struct with(Struct other) {
            return plus(other, "");
        }

        /// This struct with another one embedded.
        Struct embedding(Struct other) {
            return plus(other, other.name());
        }

        private Struct plus(Struct other, String within) {
            var all = new LinkedHashMap<>(fields);
            all.putAll(other.fields);
            var names = new LinkedHashMap<>(embedded);
            for (String field : other.fields.keySet()) {
                String shown = other.shown(field);
                int end = shown.length() - field.length() - 1;
                String deeper = end < 0 ? "" : shown.substring(0, end);
                String dot = within.isEmpty() || deeper.isEmpty() ? "" : ".";
                names.put(field, within + dot + deeper);
            }
            names.values().removeIf(String::isEmpty);
            return new Struct(goName, all, names);
        }
    }

    /// Text.
    Scalar STRING = new Scalar("string");

    /// Text that may be written as a number or a truth value.
    Scalar TEXT = new Scalar("string", "string", true, false);

    /// Text that may be given and empty.
    Shape OPTIONAL_TEXT = new Scalar("string", "string", false, true);

    /// Text of a file that may be given and empty, and be written as a number.
    Shape LOOSE_OPTIONAL_TEXT = new Scalar("string", "string", true, true);

    /// A truth value.
    Shape BOOL = new Scalar("bool");

    /// An integer.
    Shape INT = new Scalar("int64");

    /// A platform integer.
    Shape PLAIN_INT = new Scalar("int");

    /// Anything.
    Shape ANY = new Any("interface {}");

    /// A list of texts.
    Shape STRINGS = listOf(STRING);

    /// A map of texts.
    Shape STRING_MAP = new MapOf(STRING);

    /// A map of anything.
    Shape VALUES = new MapOf(ANY);

    /// A map of texts that may be written as numbers.
    Shape TEXT_MAP = new MapOf(TEXT);

    /// A struct; fields are name and shape in turn. Without a package it is one of `types`.
    static Struct struct(String name, Object... fields) {
        var map = new LinkedHashMap<String, Shape>();
        for (int i = 0; i < fields.length; i += 2) {
            for (String field : ((String) fields[i]).split(" ", -1)) {
                map.put(field, (Shape) fields[i + 1]);
            }
        }
        return new Struct(name.contains(".") ? name : "types." + name, map, Map.of());
    }

    /// A list of a shape.
    static Shape listOf(Shape item) {
        return new ListOf(item, "[]" + item.goName());
    }
}
