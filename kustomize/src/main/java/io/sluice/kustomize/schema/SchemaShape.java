package io.sluice.kustomize.schema;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.model.StrictDecoder;
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
    private static final List<String> MAPS = List.of("properties", "patternProperties");
    private static final List<String> URLS = List.of("$ref", "$schema");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private SchemaShape() {}

    /// Checks the definitions and paths of a document; an empty document has none.
    ///
    /// @throws KustomizeException if one is malformed
    static MapNode check(@Nullable Node root) {
        MapNode document =
                root == null || root.isNull() ? new MapNode() : map(root, "spec.Swagger");
        each(document, "definitions", "spec.Definitions", SchemaShape::definition);
        field(
                document,
                "paths",
                paths -> {
                    for (MapNode.Entry path : map(paths, "spec.Paths").entries()) {
                        if (path.name().startsWith("/") && !path.value().isNull()) {
                            path(map(path.value(), "spec.PathItem"));
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
                    field(
                            map(get, "spec.Operation"),
                            "parameters",
                            all -> list(all, "[]spec.Parameter"));
                    if (map(get, "spec.Operation").get(TYPE) instanceof MapNode type) {
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
        within("spec.Schema", () -> fields(node));
    }

    private static void fields(Node node) {
        if (node.isNull()) {
            return;
        }
        MapNode schema =
                map(node, "struct { spec.Extensions; spec.SchemaProps; spec.SwaggerSchemaProps }");
        TEXTS.forEach(name -> field(schema, name, SchemaShape::text));
        TRUTHS.forEach(name -> field(schema, name, truth -> tagged(truth, Tag.BOOL, "bool")));
        NUMBERS.forEach(name -> field(schema, name, number -> number(number, "float64")));
        COUNTS.forEach(name -> field(schema, name, SchemaShape::count));
        MAPS.forEach(name -> each(schema, name, "map[string]spec.Schema", SchemaShape::schema));
        each(schema, "definitions", "spec.Definitions", SchemaShape::schema);
        field(schema, "dependencies", all -> map(all, "spec.Dependencies"));
        LISTS.forEach(name -> field(schema, name, SchemaShape::schemas));
        field(schema, "not", SchemaShape::schema);
        field(schema, "enum", all -> list(all, "[]interface {}"));
        field(schema, "required", all -> list(all, "[]string").forEach(SchemaShape::text));
        field(schema, "type", types -> within("spec.StringOrArray", () -> types(types)));
        field(schema, "items", SchemaShape::items);
        field(schema, "additionalProperties", SchemaShape::others);
        field(schema, "additionalItems", SchemaShape::others);
        field(schema, "externalDocs", SchemaShape::docs);
        URLS.forEach(name -> field(schema, name, SchemaShape::url));
    }

    private static void within(String type, Runnable check) {
        try {
            check.run();
        } catch (KustomizeException e) {
            throw e.prefixed("json: cannot unmarshal Go value of type " + type + ": ");
        }
    }

    private static void schemas(Node all) {
        list(all, "[]spec.Schema").forEach(SchemaShape::schema);
    }

    private static void docs(Node node) {
        MapNode docs = map(node, "spec.ExternalDocumentation");
        field(docs, "url", SchemaShape::text);
        field(docs, "description", SchemaShape::text);
    }

    private static void url(Node node) {
        String problem =
                node instanceof ScalarNode s && s.isString() ? GoUrl.problem(s.text()) : null;
        if (problem != null) {
            throw new KustomizeException(problem, null, node.line());
        }
    }

    private static void field(MapNode map, String name, Consumer<Node> check) {
        Node value = map.get(name);
        if (value != null && !value.isNull()) {
            check.accept(value);
        }
    }

    private static void each(MapNode map, String name, String type, Consumer<Node> check) {
        field(map, name, value -> map(value, type).entries().forEach(e -> check.accept(e.value())));
    }

    private static void types(Node types) {
        if (types instanceof SeqNode list) {
            list.items().forEach(SchemaShape::text);
        } else if (!(types instanceof ScalarNode scalar) || !scalar.isString()) {
            throw new KustomizeException(
                    "expected string or array, not '" + kind(types) + "'", null, types.line());
        }
    }

    private static void items(Node items) {
        if (items instanceof SeqNode list) {
            within("spec.SchemaOrArray", () -> list.items().forEach(SchemaShape::schema));
        } else if (items instanceof MapNode) {
            within("spec.SchemaOrArray", () -> schema(items));
        }
    }

    private static void others(Node others) {
        within(
                "spec.SchemaOrBool",
                () -> {
                    if (others instanceof MapNode) {
                        schema(others);
                    } else if (!(others instanceof ScalarNode scalar) || scalar.tag() != Tag.BOOL) {
                        throw new KustomizeException(
                                "expected object or bool, not '" + kind(others) + "'",
                                null,
                                others.line());
                    }
                });
    }

    /// What the reference calls the beginning of a value.
    private static String kind(Node node) {
        return switch (node) {
            case MapNode map -> "{";
            case SeqNode list -> "[";
            case ScalarNode scalar -> scalar.tag() == Tag.BOOL ? scalar.text() : json(scalar);
        };
    }

    private static String json(Node node) {
        String type = StrictDecoder.jsonType(node);
        return type.equals("bool") ? "boolean" : type;
    }

    private static MapNode map(Node node, String type) {
        if (node instanceof MapNode map) {
            return map;
        }
        throw malformed(node, type);
    }

    private static List<Node> list(Node node, String type) {
        if (node instanceof SeqNode list) {
            return list.items();
        }
        throw malformed(node, type);
    }

    private static void text(Node node) {
        if (!node.isNull() && !(node instanceof ScalarNode scalar && scalar.isString())) {
            throw malformed(node, "string");
        }
    }

    private static void number(Node node, String type) {
        if (!(node instanceof ScalarNode s) || (s.tag() != Tag.INT && s.tag() != Tag.FLOAT)) {
            throw malformed(node, type);
        }
    }

    private static void count(Node node) {
        number(node, "int64");
        String text = String.valueOf(node.scalarText());
        if (Numbers.parseInt(text) == null) {
            KustomizeException wrong = malformed(node, "int64");
            throw wrong.reworded(
                    wrong.text()
                            + ": cannot parse \""
                            + text
                            + "\" as signed integer: invalid syntax");
        }
    }

    private static void tagged(Node node, Tag tag, String type) {
        if (!(node instanceof ScalarNode scalar) || scalar.tag() != tag) {
            throw malformed(node, type);
        }
    }

    private static KustomizeException malformed(Node node, String type) {
        return new KustomizeException(
                "json: cannot unmarshal JSON " + json(node) + " into Go value of type " + type,
                null,
                node.line());
    }
}
