package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.dependencies.DependencyRules;
import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.expressions.UnitExpressions.Readiness;
import io.sluice.applier.unit.Declaration;
import java.util.Optional;
import java.util.function.Function;

/// Asks a unit's own expressions about its dependencies, once for every version of the two
/// resources.
final class ReadyAnswers implements DependencyRules.Answers {

    private final UnitExpressions expressions;
    private final Function<Declaration, JsonNode> resources;
    private final UnitMemory memory;
    private final Judging judging;

    /// @param resources gives the whole live resource
    ReadyAnswers(
            UnitExpressions expressions,
            Function<Declaration, JsonNode> resources,
            UnitMemory memory,
            Judging judging) {
        this.expressions = expressions;
        this.resources = resources;
        this.memory = memory;
        this.judging = judging;
    }

    /// An answer and what it was given for.
    record Given(String versions, Readiness answer) {}

    @Override
    public Optional<Readiness> ask(Declaration self, int index, Declaration dependency) {
        if (!expressions.judgesReadiness(index)) {
            return Optional.empty();
        }
        String versions =
                String.join(
                        " ",
                        self.resourceVersion(),
                        dependency.uid(),
                        dependency.resourceVersion());
        Given last = memory.ready(index);
        if (last != null && last.versions().equals(versions)) {
            return Optional.of(last.answer());
        }
        Optional<Readiness> answer =
                judging.inTurn(
                        self.unit().namespace(),
                        () ->
                                expressions.readiness(
                                        index, resources.apply(self), resources.apply(dependency)));
        answer.ifPresent(given -> memory.setReady(index, new Given(versions, given)));
        return answer;
    }

    @Override
    public boolean areAdditive() {
        return judging.additive();
    }
}
