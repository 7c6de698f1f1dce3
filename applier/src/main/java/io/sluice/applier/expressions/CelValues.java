package io.sluice.applier.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Objects of the cluster as values of the language.
final class CelValues {

    private CelValues() {}

    /// The fields of an object, by name.
    static Map<String, Object> fields(JsonNode object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
        return fields;
    }

    private static Object of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> fields(value);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                value.forEach(item -> items.add(of(item)));
                yield items;
            }
            case BOOLEAN -> value.booleanValue();
            case NUMBER ->
                    value.canConvertToLong() && value.isIntegralNumber()
                            ? (Object) value.longValue()
                            : (Object) value.doubleValue();
            case STRING -> value.textValue();
            case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
        };
    }
}
