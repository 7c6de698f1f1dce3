package io.sluice.kustomize.merge;

import io.sluice.kustomize.schema.Schemas;
import io.sluice.kustomize.schema.TypeSchema;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schemas that comments on nodes hold. Each comment is read once, however often it is met.
final class SchemaComments {

    private final Budget budget;
    private final Map<String, Optional<TypeSchema>> known = new HashMap<>();

    /// Comments that are read at the cost of `budget`.
    SchemaComments(Budget budget) {
        this.budget = budget;
    }

    /// The schema on a node, or null if it has none, or is null itself.
    @Nullable TypeSchema of(@Nullable Node node) {
        String comment = node == null || node.isNull() ? null : node.schemaComment();
        return comment == null ? null : known.computeIfAbsent(comment, this::read).orElse(null);
    }

    private Optional<TypeSchema> read(String comment) {
        budget.comment(comment.length());
        return Optional.ofNullable(Schemas.ofComment(comment));
    }
}
