package io.sluice.statusprojector.status;

import io.sluice.api.meta.Condition;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The rules that Flux checks its own statuses with, as far as they concern us: what tools that
/// know nothing of Flux may rely on.
public final class KstatusRules {
    private static final Set<String> NEGATIVE =
            new TreeSet<>(
                    List.of(
                            ConditionTypes.RECONCILING,
                            ConditionTypes.STALLED,
                            ConditionTypes.FETCH_FAILED,
                            ConditionTypes.BUILD_FAILED,
                            ConditionTypes.ARTIFACT_OUTDATED,
                            ConditionTypes.STORAGE_OPERATION_FAILED,
                            ConditionTypes.INCLUDE_UNAVAILABLE));

    private final long generation;
    private final long observed;
    private final List<Condition> conditions;
    private final List<String> broken = new ArrayList<>();

    private KstatusRules(long generation, long observed, List<Condition> conditions) {
        this.generation = generation;
        this.observed = observed;
        this.conditions = conditions;
    }

    /// The rules that a status breaks; empty if it is good.
    ///
    /// @param generation of the resource
    /// @param observed generation of the status
    public static List<String> broken(long generation, long observed, List<Condition> conditions) {
        var rules = new KstatusRules(generation, observed, conditions);
        rules.always();
        if (rules.isUnderway()) {
            rules.underway();
        } else {
            rules.atTheEnd();
        }
        return List.copyOf(rules.broken);
    }

    private boolean isUnderway() {
        return condition(ConditionTypes.RECONCILING)
                .filter(one -> one.reason().equals(Reasons.PROGRESSING))
                .isPresent();
    }

    private void always() {
        rule("Ready is missing", condition(ConditionTypes.READY).isPresent());
        rule(
                "Reconciling and Stalled at the same time",
                !holds(ConditionTypes.RECONCILING) || !holds(ConditionTypes.STALLED));
        rule("observed a generation that does not exist yet", observed <= generation);
        rule("Ready is not False though Stalled", !holds(ConditionTypes.STALLED) || ready("False"));
        rule("Ready is Unknown but not Reconciling", !ready("Unknown") || isUnderway());
        for (Condition one : conditions) {
            boolean abnormal =
                    one.type().equals(ConditionTypes.RECONCILING)
                            || one.type().equals(ConditionTypes.STALLED);
            rule(one.type() + " is False instead of absent", !abnormal || one.holds());
            rule(one.type() + " has no observed generation", one.observedGeneration() > 0);
            rule(one.type() + " has no reason", !one.reason().isEmpty());
            rule(one.type() + " has no time", one.lastTransitionTime() != null);
        }
        rule(
                "a condition occurs twice",
                conditions.stream().map(Condition::type).distinct().count() == conditions.size());
    }

    private void underway() {
        rule("Ready is True though under way", !ready("True"));
    }

    private void atTheEnd() {
        rule(
                "Ready is not False though Reconciling",
                !holds(ConditionTypes.RECONCILING) || ready("False"));
        if (!ready("True")) {
            return;
        }
        rule("Ready, but the status is of an older generation", observed == generation);
        for (Condition one : conditions) {
            rule("Ready though " + one.type(), !NEGATIVE.contains(one.type()) || !one.holds());
            rule(
                    "Ready, but " + one.type() + " is of an older generation",
                    one.observedGeneration() == generation);
        }
    }

    private void rule(String name, boolean kept) {
        if (!kept) {
            broken.add(name);
        }
    }

    private boolean holds(String type) {
        return condition(type).filter(Condition::holds).isPresent();
    }

    private boolean ready(String status) {
        return condition(ConditionTypes.READY)
                .filter(one -> one.status().equals(status))
                .isPresent();
    }

    private Optional<Condition> condition(String type) {
        return conditions.stream().filter(one -> one.type().equals(type)).findFirst();
    }
}
