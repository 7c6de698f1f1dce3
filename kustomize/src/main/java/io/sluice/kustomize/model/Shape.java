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
    ///
    /// @param item what it holds
    /// @param goName the type's name in Go
    record ListOf(Shape item, String goName) implements Shape {
        ListOf(Shape item) {
            this(item, "[]" + item.goName());
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
    /// @param name its name in Go
    /// @param fields its fields
    /// @param places the structs within the struct that fields are in, where there are any
    record Struct(String name, Map<String, Shape> fields, Map<String, String> places)
            implements Shape {

        @Override
        public String goName() {
            return name.indexOf('.') < 0 ? "types." + name : name;
        }

        /// The name without its package.
        String shortName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /// This struct where it is not within another one.
        Struct alone(String newName) {
            return new Struct(newName, fields, Map.of());
        }

        /// This struct as a part of another one.
        Struct within(String newName) {
            var all = new LinkedHashMap<String, String>();
            for (String field : fields.keySet()) {
                String place = places.get(field);
                all.put(field, place == null ? shortName() : shortName() + "." + place);
            }
            return new Struct(newName, fields, all);
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
            var allPlaces = new LinkedHashMap<>(places);
            allPlaces.putAll(other.places);
            return new Struct(newName, all, allPlaces);
        }

        /// A field's name in messages, with the structs within the struct that it is in.
        String placed(String field) {
            String place = places.get(field);
            return place == null ? field : place + "." + field;
        }
    }

    /// Text.
    Shape STRING = new Scalar("string");

    /// The order of the output.
    Shape SORT_ORDER = new Scalar("types.SortOrder");

    /// A patch or where it is.
    Shape STRATEGIC_MERGE = new Scalar("types.PatchStrategicMerge");

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

    /// A struct; fields are name and shape in turn. Before a name, with dots, may stand the structs
    /// within the struct that the field is in.
    static Struct struct(String name, Object... fields) {
        var map = new LinkedHashMap<String, Shape>();
        var places = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            for (String placed : ((String) fields[i]).split(" ", -1)) {
                int dot = placed.lastIndexOf('.');
                String field = placed.substring(dot + 1);
                map.put(field, (Shape) fields[i + 1]);
                if (dot > 0) {
                    places.put(field, placed.substring(0, dot));
                }
            }
        }
        return new Struct(name, map, places);
    }

    /// A list of a shape that Go points to.
    static Shape listOfPointers(Shape item) {
        return new ListOf(item, "[]*" + item.goName());
    }

    /// A list of a shape.
    static Shape listOf(Shape item) {
        return new ListOf(item);
    }
}
