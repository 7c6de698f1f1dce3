package io.sluice.kustomize.model;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;

/// Checks that a value has a shape and brings it into canonical form: fields in their own
/// spelling, nulls and zero values of scalars left out. Words errors as Go's decoder does.
public final class StrictDecoder {

    private final boolean strict;

    private StrictDecoder(boolean strict) {
        this.strict = strict;
    }

    /// The canonical form of a finished tree.
    ///
    /// @throws KustomizeException if it does not have the shape
    public static MapNode decode(Node value, Shape.Struct shape) {
        return new StrictDecoder(true).top(value, shape);
    }

    /// The canonical form of a finished tree without the fields that the shape does not have.
    ///
    /// @throws KustomizeException if it does not have the shape
    public static MapNode decodeLoosely(Node value, Shape.Struct shape) {
        return new StrictDecoder(false).top(value, shape);
    }

    private MapNode top(Node value, Shape.Struct shape) {
        if (value.isNull()) {
            return new MapNode();
        }
        if (!(value instanceof MapNode map)) {
            throw error(
                    "json: cannot unmarshal "
                            + jsonType(value)
                            + " into Go value of type "
                            + shape.goName(),
                    value,
                    "");
        }
        return struct(map, shape, "", "");
    }

    /// The map without fields that a kustomization does not have.
    static MapNode known(MapNode map) {
        return pruned(map, Shapes.KUSTOMIZATION);
    }

    private static MapNode pruned(MapNode map, Shape.Struct shape) {
        var done = new MapNode();
        done.at(map.line());
        for (MapNode.Entry entry : map.entries()) {
            String name = shape.spelling(entry.name());
            Shape field = name == null ? null : shape.fields().get(name);
            if (name != null && field != null) {
                done.put(name, pruned(entry.value(), field));
            }
        }
        return done;
    }

    private static Node pruned(Node value, Shape shape) {
        if (shape instanceof Shape.Struct struct && value instanceof MapNode map) {
            return pruned(map, struct);
        }
        if (shape instanceof Shape.ListOf list && value instanceof SeqNode items) {
            var done = new SeqNode();
            done.at(items.line());
            items.items().forEach(item -> done.add(pruned(item, list.item())));
            return done;
        }
        return value;
    }

    private MapNode struct(MapNode map, Shape.Struct shape, String goPath, String path) {
        var done = new MapNode();
        done.at(map.line());
        var entries = new ArrayList<>(map.entries());
        entries.sort(Comparator.comparing(MapNode.Entry::name, JsonWriter::compare));
        for (MapNode.Entry entry : entries) {
            String name = shape.spelling(entry.name());
            Shape field = name == null ? null : shape.fields().get(name);
            if ((name == null || field == null) && !strict) {
                continue;
            }
            if (name == null || field == null) {
                String message = "json: unknown field \"" + entry.name() + "\"";
                throw error(message, entry.value(), join(path, entry.name()));
            }
            String below = join(goPath, shape.shown(name));
            Node value =
                    value(
                            entry.value(),
                            field,
                            shape.name() + "." + below,
                            below,
                            join(path, name));
            if (!zero(value, field)) {
                done.put(name, value);
            }
        }
        return done;
    }

    private static boolean zero(Node value, Shape shape) {
        if (value.isNull()) {
            return true;
        }
        if (shape instanceof Shape.Scalar type && value instanceof ScalarNode scalar) {
            return (scalar.text().isEmpty() && !type.kept())
                    || (scalar.tag() == Tag.BOOL && scalar.text().equals("false"));
        }
        return false;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Node value(Node value, Shape shape, String goField, String goPath, String path) {
        if (value.isNull()) {
            return value;
        }
        return switch (shape) {
            case Shape.Any any -> value;
            case Shape.Scalar scalar -> scalar(value, scalar, goField, path);
            case Shape.ListOf list -> {
                if (!(value instanceof SeqNode items)) {
                    throw mismatch(value, goField, shape, path);
                }
                yield list(items, list, goField, goPath, path);
            }
            case Shape.MapOf map -> {
                if (!(value instanceof MapNode entries)) {
                    throw mismatch(value, goField, shape, path);
                }
                yield map(entries, map, goField, path);
            }
            case Shape.Struct struct -> {
                if (!(value instanceof MapNode entries)) {
                    throw mismatch(value, goField, shape, path);
                }
                yield struct(entries, struct, goPath, path);
            }
        };
    }

    private SeqNode list(
            SeqNode items, Shape.ListOf shape, String goField, String goPath, String path) {
        var done = new SeqNode();
        done.at(items.line());
        for (int i = 0; i < items.items().size(); i++) {
            Node item = items.items().get(i);
            String place = path + "[" + i + "]";
            if (item.isNull()) {
                boolean text = shape.item() instanceof Shape.Scalar;
                done.add(text ? ScalarNode.string("") : new MapNode());
            } else {
                done.add(value(item, shape.item(), goField, goPath, place));
            }
        }
        return done;
    }

    private MapNode map(MapNode map, Shape.MapOf shape, String goField, String path) {
        var done = new MapNode();
        done.at(map.line());
        for (MapNode.Entry entry : map.entries()) {
            Node value = entry.value();
            String place = join(path, entry.name());
            Node decoded =
                    value.isNull() && !(shape.value() instanceof Shape.Any)
                            ? ScalarNode.string("")
                            : value(value, shape.value(), goField, "", place);
            done.put(entry.name(), decoded);
        }
        return done;
    }

    private static Node scalar(Node value, Shape.Scalar shape, String goField, String path) {
        if (value instanceof ScalarNode scalar) {
            boolean fits =
                    switch (shape.type()) {
                        case "string" -> scalar.tag() == Tag.STR;
                        case "bool" -> scalar.tag() == Tag.BOOL;
                        default -> scalar.tag() == Tag.INT && inRange(scalar.text());
                    };
            if (fits) {
                return scalar;
            }
            boolean readable =
                    switch (scalar.tag()) {
                        case INT, FLOAT, BOOL -> shape.loose();
                        default -> false;
                    };
            if (readable) {
                return ScalarNode.string(scalar.text()).at(scalar.line());
            }
        }
        throw mismatch(value, goField, shape, path);
    }

    private static boolean inRange(String integer) {
        return new BigInteger(integer).bitLength() < Long.SIZE;
    }

    private static KustomizeException mismatch(
            Node value, String goField, Shape shape, String path) {
        String number =
                value instanceof ScalarNode s
                                && (s.tag() == Tag.FLOAT || s.tag() == Tag.INT)
                                && isInteger(shape)
                        ? " " + s.text()
                        : "";
        String message =
                "json: cannot unmarshal "
                        + jsonType(value)
                        + number
                        + " into Go struct field "
                        + goField
                        + " of type "
                        + shape.goName();
        return error(message, value, path);
    }

    private static boolean isInteger(Shape shape) {
        return shape instanceof Shape.Scalar type && type.type().startsWith("int");
    }

    private static KustomizeException error(String message, Node value, String path) {
        return new KustomizeException(message, null, value.line()).of(path);
    }

    /// What JSON calls a value.
    public static String jsonType(Node value) {
        return switch (value) {
            case MapNode map -> "object";
            case SeqNode list -> "array";
            case ScalarNode scalar ->
                    switch (scalar.tag()) {
                        case INT, FLOAT -> "number";
                        case BOOL -> "bool";
                        default -> "string";
                    };
        };
    }
}
