package io.sluice.kustomize.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What merging needs to know of a type: its fields, its elements and how lists of it merge.
public final class TypeSchema {

    private final Map<String, TypeSchema> fields = new HashMap<>();
    private @Nullable TypeSchema elements;
    private @Nullable TypeSchema others;
    private @Nullable TypeSchema target;
    private boolean merging;
    private boolean strategy;
    private List<String> keys = List.of();

    private TypeSchema real() {
        TypeSchema schema = this;
        for (int i = 0; i < 20; i++) {
            TypeSchema next = schema.target;
            if (next == null) {
                break;
            }
            schema = next;
        }
        return schema;
    }

    /// The schema of a field, or null if nothing is known.
    public @Nullable TypeSchema field(String name) {
        TypeSchema schema = real();
        TypeSchema field = schema.fields.get(name);
        return field != null ? field : schema.others;
    }

    /// The schema of a list's elements, or null if nothing is known.
    public @Nullable TypeSchema elements() {
        return real().elements;
    }

    /// Whether a list of this type is merged element by element.
    public boolean merging() {
        return real().merging;
    }

    /// The fields that tell elements apart; none for lists of scalars.
    public List<String> keys() {
        TypeSchema schema = real();
        return schema.strategy ? schema.keys : List.of();
    }

    void field(String name, TypeSchema schema) {
        fields.put(name, schema);
    }

    void elements(TypeSchema schema) {
        elements = schema;
    }

    void others(TypeSchema schema) {
        others = schema;
    }

    void pointsTo(TypeSchema schema) {
        target = schema;
    }

    void merges(boolean merge, List<String> by) {
        strategy = true;
        merging = merge;
        keys = List.copyOf(by);
    }
}
