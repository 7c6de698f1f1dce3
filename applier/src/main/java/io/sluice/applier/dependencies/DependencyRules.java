package io.sluice.applier.dependencies;

import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.DependencyVerdict;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Readiness;
import io.sluice.events.protocol.Slots;
import io.sluice.events.protocol.UnitIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges what a unit depends on (protocol 4).
public final class DependencyRules {

    private DependencyRules() {}

    /// What is known of the units at large.
    public interface Units {
        /// The live resource of a unit.
        Optional<Declaration> live(ResourceKey unit);

        /// The unit's outcome slots.
        Slots slots(ResourceKey unit);

        /// A way from the unit back to itself.
        Optional<List<ResourceKey>> cycleOf(ResourceKey unit);
    }

    /// What the unit's own expressions say of its dependencies.
    public interface Answers {
        /// Whether a dependency is ready; empty if the unit leaves that to the built-in check.
        Optional<UnitExpressions.Readiness> ask(
                Declaration dependent, int index, Declaration dependency);

        /// Whether the built-in check must hold, too.
        boolean areAdditive();
    }

    /// Judges the dependencies of a unit that is about to apply a revision.
    public static DependencyVerdict judge(
            Declaration dependent, @Nullable String revision, Units units, Answers answers) {
        if (dependent.dependsOn().isEmpty()) {
            return new DependencyVerdict.Fulfilled();
        }
        Optional<List<ResourceKey>> cycle = units.cycleOf(dependent.unit());
        if (cycle.isPresent()) {
            String way =
                    cycle.get().stream()
                            .map(DependencyRules::named)
                            .collect(Collectors.joining(" → "));
            return new DependencyVerdict.Unfulfilled(
                    true,
                    "spec.dependsOn goes round in a circle: " + way,
                    cycle.get().subList(0, cycle.get().size() - 1));
        }
        List<ResourceKey> missing = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (int index = 0; index < dependent.dependsOn().size(); index++) {
            ResourceKey dependency = dependent.dependsOn().get(index);
            problem(dependent, revision, index, units, answers)
                    .ifPresent(
                            problem -> {
                                missing.add(dependency);
                                messages.add(problem);
                            });
        }
        return missing.isEmpty()
                ? new DependencyVerdict.Fulfilled()
                : new DependencyVerdict.Unfulfilled(false, String.join("; ", messages), missing);
    }

    private static Optional<String> problem(
            Declaration dependent,
            @Nullable String revision,
            int index,
            Units units,
            Answers answers) {
        ResourceKey dependency = dependent.dependsOn().get(index);
        String name = "dependency '" + named(dependency) + "'";
        Optional<Declaration> found = units.live(dependency);
        if (found.isEmpty()) {
            return Optional.of(name + " not found");
        }
        Declaration live = found.get();
        Optional<UnitExpressions.Readiness> answer = answers.ask(dependent, index, live);
        if (answer.isPresent() && !answer.get().ready()) {
            return Optional.of(
                    answer.get()
                            .problem()
                            .map(problem -> name + " is not ready: " + problem)
                            .orElse(name + " is not ready according to readyExpr eval"));
        }
        return answer.isPresent() && !answers.areAdditive()
                ? Optional.empty()
                : builtIn(name, live, dependent, revision, units);
    }

    private static Optional<String> builtIn(
            String name,
            Declaration live,
            Declaration dependent,
            @Nullable String revision,
            Units units) {
        boolean sameSource = live.source().equals(dependent.source());
        Slots slots = units.slots(live.unit()).ofUid(live.uid());
        if (slots.isEmpty()) {
            return byStatus(name, live, sameSource, revision);
        }
        return switch (Readiness.of(new UnitIdentity(live.uid(), live.generation()), slots)) {
            case Readiness.Ready ready ->
                    sameSource && revision != null && !revision.equals(ready.revision())
                            ? Optional.of(name + " revision is not up to date")
                            : Optional.empty();
            case Readiness.NotReady notReady ->
                    Optional.of(name + " is not ready: " + notReady.message());
            case Readiness.Unknown _ -> Optional.of(name + " is not ready");
        };
    }

    /// Flux's rule, for units the log knows nothing of.
    private static Optional<String> byStatus(
            String name, Declaration live, boolean sameSource, @Nullable String revision) {
        if (!live.status().ready() || live.status().observedGeneration() != live.generation()) {
            return Optional.of(name + " is not ready");
        }
        return sameSource
                        && revision != null
                        && !revision.equals(live.status().lastAppliedRevision())
                ? Optional.of(name + " revision is not up to date")
                : Optional.empty();
    }

    private static String named(ResourceKey unit) {
        return unit.namespace() + "/" + unit.name();
    }
}
