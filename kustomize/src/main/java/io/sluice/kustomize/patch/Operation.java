package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import org.jspecify.annotations.Nullable;

/// One operation of a JSON patch; a field that is missing is missed only when it is needed.
///
/// @param nodes how many nodes the value has
record Operation(
        String op, @Nullable String givenPath, @Nullable String givenFrom, Node value, long nodes) {

    private static final char NEXT_LINE = '\u0085';

    private static final String MERGE = "<<";

    Operation(String op, @Nullable String givenPath, @Nullable String givenFrom, Node value) {
        this(op, givenPath, givenFrom, value, Budget.nodes(value));
    }

    String path() {
        if (givenPath == null) {
            throw new KustomizeException(op + " operation failed to decode path: missing value");
        }
        return givenPath;
    }

    String from() {
        if (givenFrom == null) {
            throw new KustomizeException(
                    op
                            + " operation failed to decode from: operation, missing from field:"
                            + " missing value");
        }
        return givenFrom;
    }

    /// Whether the operation may see or change what identifies an object, or its annotations.
    boolean changesNotes() {
        return near("metadata", "annotations")
                || near("metadata", "name")
                || near("metadata", "namespace")
                || near("apiVersion")
                || near("kind");
    }

    /// Whether a field, what it is in or what is in it is what the operation names.
    private boolean near(String... field) {
        return near(givenPath, field) || near(givenFrom, field);
    }

    private static boolean near(@Nullable String pointer, String[] field) {
        if (pointer == null) {
            return false;
        }
        String[] parts = pointer.split("/", field.length + 2);
        for (int i = 0; i < field.length && i + 1 < parts.length; i++) {
            if (!decoded(parts[i + 1]).equals(field[i])) {
                return false;
            }
        }
        return true;
    }

    /// A part of a pointer as the key it stands for.
    static String decoded(String part) {
        return part.indexOf('~') < 0 ? part : part.replace("~1", "/").replace("~0", "~");
    }

    /// Whether a text of the operation changes when it is written and read.
    boolean changesWhenRead() {
        return (givenPath != null && changesWhenRead(givenPath)) || changesWhenRead(value);
    }

    private static boolean changesWhenRead(Node node) {
        return switch (node) {
            case MapNode map ->
                    map.entries().stream()
                            .anyMatch(e -> changesWhenRead(e.name()) || changesWhenRead(e.value()));
            case SeqNode list -> list.items().stream().anyMatch(Operation::changesWhenRead);
            case ScalarNode scalar -> changesWhenRead(scalar.text());
        };
    }

    static boolean changesWhenRead(String text) {
        return text.indexOf(NEXT_LINE) >= 0 || text.contains(MERGE);
    }
}
