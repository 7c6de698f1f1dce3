package io.sluice.applier.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.expressions.Expression.Answer;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.events.ApplySpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a user reads the health of one kind of objects, instead of the built-in rules.
///
/// @param group of the API
/// @param kind null for all kinds of the group
/// @param inProgress asked first; null if not given, as the next
/// @param failed asked next
/// @param current asked last
record KindHealth(
        String group,
        @Nullable String kind,
        @Nullable Expression inProgress,
        @Nullable Expression failed,
        Expression current) {

    static KindHealth parse(String field, ApplySpec.HealthCheckExpression check)
            throws InvalidExpressionException {
        String kind = check.kind();
        return new KindHealth(
                groupOf(check.apiVersion()),
                kind == null || kind.isEmpty() ? null : kind,
                optional(field + ".inProgress", check.inProgress()),
                optional(field + ".failed", check.failed()),
                CelLanguage.parse(field + ".current", check.current()));
    }

    private static @Nullable Expression optional(String field, @Nullable String text)
            throws InvalidExpressionException {
        return text == null || text.isEmpty() ? null : CelLanguage.parse(field, text);
    }

    static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /// Whether objects of this kind are read this way; versions of a kind are one kind.
    boolean fits(String otherGroup, String otherKind) {
        return group.equals(otherGroup) && (kind == null || kind.equals(otherKind));
    }

    /// The health of such an object.
    ObjectHealth of(JsonNode object) {
        if (object.path("metadata").has("deletionTimestamp")) {
            return new ObjectHealth(ObjectHealth.State.TERMINATING, "it is being deleted");
        }
        JsonNode observed = object.path("status").path("observedGeneration");
        JsonNode generation = object.path("metadata").path("generation");
        if (observed.isIntegralNumber()
                && generation.isIntegralNumber()
                && observed.asLong() != generation.asLong()) {
            return ObjectHealth.inProgress(
                    "generation %d is observed, %d is wanted"
                            .formatted(observed.asLong(), generation.asLong()));
        }
        return byExpressions(object);
    }

    private ObjectHealth byExpressions(JsonNode object) {
        Map<String, Object> fields = CelValues.fields(object);
        boolean secret = group.isEmpty() && object.path("kind").asText().equals("Secret");
        ObjectHealth health = ask(inProgress, fields, ObjectHealth.inProgress(""), secret);
        if (health == null) {
            health = ask(failed, fields, ObjectHealth.failed(""), secret);
        }
        if (health == null) {
            health = ask(current, fields, ObjectHealth.CURRENT, secret);
        }
        return health == null ? ObjectHealth.inProgress("") : health;
    }

    /// @param secret whether an error may not be quoted: it could hold a value
    private static @Nullable ObjectHealth ask(
            @Nullable Expression expression,
            Map<String, Object> fields,
            ObjectHealth meaning,
            boolean secret) {
        if (expression == null) {
            return null;
        }
        return switch (expression.evaluate(fields)) {
            case Answer.Decided decided -> decided.holds() ? meaning : null;
            case Answer.Failed problem ->
                    new ObjectHealth(
                            ObjectHealth.State.UNKNOWN,
                            secret ? problem.field() + " cannot be evaluated" : problem.message());
        };
    }
}
