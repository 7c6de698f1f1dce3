package io.sluice.kustomize.schema;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Numbers;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Refuses an OpenAPI document whose fields are not of the types that OpenAPI gives them. A null
/// stands for any type, and a field OpenAPI does not know may hold anything.
public final class SchemaShape {

    private static final String TYPE = "x-kubernetes-group-version-kind";
    private static final List<String> TEXTS =
            List.of("id", "description", "title", "format", "pattern", "discriminator");
    private static final List<String> TRUTHS =
            List.of("nullable", "readOnly", "uniqueItems", "exclusiveMaximum", "exclusiveMinimum");
    private static final List<String> NUMBERS = List.of("maximum", "minimum", "multipleOf");
    private static final List<String> COUNTS =
            List.of(
                    "maxLength",
                    "minLength",
                    "maxItems",
                    "minItems",
                    "maxProperties",
                    "minProperties");
    private static final List<String> MAPS =
            List.of("properties", "patternProperties", "definitions");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private SchemaShape() {}

    /// Checks the definitions and paths of a document; an empty document has none.
    ///
    /// @throws KustomizeException if one is malformed
    static MapNode check(@Nullable Node root) {
        MapNode document = root == null || root.isNull() ? new MapNode() : map(root, "a schema");
        each(document, "definitions", SchemaShape::definition);
        field(
                document,
                "paths",
                paths -> {
                    for (MapNode.Entry path : map(paths, "paths").entries()) {
                        if (path.name().startsWith("/") && !path.value().isNull()) {
                            path(map(path.value(), path.name()));
                        }
                    }
                });
        return document;
    }

    private static void path(MapNode path) {
        field(
                path,
                "get",
                get -> {
                    field(map(get, "get"), "parameters", SchemaShape::list);
                    if (map(get, "get").get(TYPE) instanceof MapNode type) {
                        type(type);
                    }
                });
    }

    private static void definition(Node definition) {
        schema(definition);
        if (definition instanceof MapNode map && map.get(TYPE) instanceof SeqNode types) {
            for (Node type : types.items()) {
                if (type instanceof MapNode fields) {
                    type(fields);
                }
            }
        }
    }

    private static void type(MapNode type) {
        for (String field : List.of("version", "kind")) {
            if (!(type.get(field) instanceof ScalarNode scalar) || !scalar.isString()) {
                throw malformed(type, TYPE + " must have a " + field);
            }
        }
    }

    /// Checks one schema.
    ///
    /// @throws KustomizeException if it is malformed
    public static void schema(Node node) {
        if (node.isNull()) {
            return;
        }
        MapNode schema = map(node, "a schema");
        TEXTS.forEach(name -> field(schema, name, text -> text(text, name)));
        TRUTHS.forEach(name -> field(schema, name, truth -> tagged(truth, name, Tag.BOOL)));
        NUMBERS.forEach(name -> field(schema, name, number -> number(number, name)));
        COUNTS.forEach(name -> field(schema, name, count -> count(count, name)));
        MAPS.forEach(name -> each(schema, name, SchemaShape::schema));
        LISTS.forEach(name -> field(schema, name, all -> list(all).forEach(SchemaShape::schema)));
        field(schema, "not", SchemaShape::schema);
        field(schema, "enum", SchemaShape::list);
        field(schema, "required", all -> list(all).forEach(item -> text(item, "required")));
        field(schema, "type", SchemaShape::types);
        field(schema, "items", SchemaShape::items);
        field(schema, "additionalProperties", SchemaShape::others);
        field(schema, "additionalItems", SchemaShape::others);
        field(
                schema,
                "externalDocs",
                docs -> {
                    field(map(docs, "externalDocs"), "url", url -> text(url, "url"));
                    field(
                            map(docs, "externalDocs"),
                            "description",
                            text -> text(text, "description"));
                });
    }

    private static void field(MapNode map, String name, Consumer<Node> check) {
        Node value = map.get(name);
        if (value != null && !value.isNull()) {
            check.accept(value);
        }
    }

    private static void each(MapNode map, String name, Consumer<Node> check) {
        field(map, name, value -> map(value, name).entries().forEach(e -> check.accept(e.value())));
    }

    private static void types(Node types) {
        if (types instanceof SeqNode list) {
            list.items().forEach(item -> text(item, "type"));
        } else {
            text(types, "type");
        }
    }

    private static void items(Node items) {
        if (items instanceof SeqNode list) {
            list.items().forEach(SchemaShape::schema);
        } else if (items instanceof MapNode) {
            schema(items);
        }
    }

    private static void others(Node others) {
        if (others instanceof MapNode) {
            schema(others);
        } else {
            tagged(others, "additionalProperties", Tag.BOOL);
        }
    }

    private static MapNode map(Node node, String name) {
        if (node instanceof MapNode map) {
            return map;
        }
        throw malformed(node, name + " must be a map");
    }

    private static List<Node> list(Node node) {
        if (node instanceof SeqNode list) {
            return list.items();
        }
        throw malformed(node, "a list was expected");
    }

    private static void text(Node node, String name) {
        if (!node.isNull() && !(node instanceof ScalarNode scalar && scalar.isString())) {
            throw malformed(node, name + " must be a text");
        }
    }

    private static void number(Node node, String name) {
        if (!(node instanceof ScalarNode s) || (s.tag() != Tag.INT && s.tag() != Tag.FLOAT)) {
            throw malformed(node, name + " must be a number");
        }
    }

    private static void count(Node node, String name) {
        number(node, name);
        if (Numbers.parseInt(String.valueOf(node.scalarText())) == null) {
            throw malformed(node, name + " must be a whole number");
        }
    }

    private static void tagged(Node node, String name, Tag tag) {
        if (!(node instanceof ScalarNode scalar) || scalar.tag() != tag) {
            throw malformed(node, name + " must be true or false");
        }
    }

    private static KustomizeException malformed(Node node, String problem) {
        return new KustomizeException(problem, null, node.line());
    }
}
