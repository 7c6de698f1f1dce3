package io.sluice.applier.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.expressions.Expression.Answer;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.events.ApplySpec;
import io.sluice.events.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All expressions of one unit.
public final class UnitExpressions {

    /// Of a unit without any.
    public static final UnitExpressions NONE = new UnitExpressions(List.of(), Map.of());

    private final List<KindHealth> kinds;
    private final Map<Integer, Expression> readiness;

    private UnitExpressions(List<KindHealth> kinds, Map<Integer, Expression> readiness) {
        this.kinds = List.copyOf(kinds);
        this.readiness = Map.copyOf(readiness);
    }

    /// What reading the expressions of a unit comes to.
    public sealed interface Reading {

        /// All of them can be used.
        record Valid(UnitExpressions expressions) implements Reading {}

        /// One cannot.
        ///
        /// @param message names field and position
        record Invalid(String message) implements Reading {}
    }

    /// What a user's expression says of a dependency.
    ///
    /// @param ready whether it is ready
    /// @param problem why there is no answer; empty if there is one
    public record Readiness(boolean ready, Optional<String> problem) {}

    /// Reads the expressions of a unit; only a unit that has some costs anything.
    public static Reading read(ApplySpec spec) {
        boolean none =
                spec.healthCheckExprs().isEmpty()
                        && spec.dependsOn().stream().allMatch(UnitExpressions::isBuiltIn);
        if (none) {
            return new Reading.Valid(NONE);
        }
        try {
            return new Reading.Valid(new UnitExpressions(kinds(spec), readiness(spec)));
        } catch (InvalidExpressionException e) {
            return new Reading.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isBuiltIn(ApplySpec.Dependency dependency) {
        String expression = dependency.readyExpr();
        return expression == null || expression.isEmpty();
    }

    private static List<KindHealth> kinds(ApplySpec spec) throws InvalidExpressionException {
        List<KindHealth> kinds = new ArrayList<>();
        for (ApplySpec.HealthCheckExpression check : spec.healthCheckExprs()) {
            kinds.add(KindHealth.parse("spec.healthCheckExprs[%d]".formatted(kinds.size()), check));
        }
        return kinds;
    }

    private static Map<Integer, Expression> readiness(ApplySpec spec)
            throws InvalidExpressionException {
        Map<Integer, Expression> readiness = new TreeMap<>();
        for (int index = 0; index < spec.dependsOn().size(); index++) {
            ApplySpec.Dependency dependency = spec.dependsOn().get(index);
            String expression = dependency.readyExpr();
            if (expression != null && !isBuiltIn(dependency)) {
                readiness.put(
                        index,
                        CelLanguage.compile(
                                "spec.dependsOn[%d].readyExpr".formatted(index), expression));
            }
        }
        return readiness;
    }

    /// Whether the health of objects of this kind is the user's to judge.
    public boolean judges(ObjectId id) {
        return kinds.stream().anyMatch(kind -> kind.fits(id.group(), id.kind()));
    }

    /// Whether the health of any object is.
    public boolean judgesHealth() {
        return !kinds.isEmpty();
    }

    /// The health of an object by the first expressions that are for its kind.
    public Optional<ObjectHealth> health(JsonNode object) {
        String group = KindHealth.groupOf(object.path("apiVersion").asText());
        String name = object.path("kind").asText();
        return kinds.stream()
                .filter(kind -> kind.fits(group, name))
                .findFirst()
                .map(kind -> kind.of(object));
    }

    /// Whether readiness of a dependency is the user's to judge.
    ///
    /// @param index in `spec.dependsOn`
    public boolean judgesReadiness(int index) {
        return readiness.containsKey(index);
    }

    /// Whether a dependency is ready, by the user's expression; empty if there is none.
    ///
    /// @param index in `spec.dependsOn`
    /// @param self the live resource of the dependent
    /// @param dependency the live resource of what it depends on
    public Optional<Readiness> readiness(int index, JsonNode self, JsonNode dependency) {
        return Optional.ofNullable(readiness.get(index))
                .map(
                        expression ->
                                expression.evaluate(
                                        Map.of(
                                                Expression.SELF,
                                                CelValues.fields(self),
                                                Expression.DEPENDENCY,
                                                CelValues.fields(dependency))))
                .map(
                        answer ->
                                switch (answer) {
                                    case Answer.Decided decided ->
                                            new Readiness(decided.holds(), Optional.empty());
                                    case Answer.Failed failed ->
                                            new Readiness(false, Optional.of(failed.message()));
                                });
    }
}
