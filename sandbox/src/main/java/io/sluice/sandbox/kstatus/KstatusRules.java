package io.sluice.sandbox.kstatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The rules that Flux checks its own statuses with, as far as they concern us: what tools that
/// know nothing of Flux may rely on.
public final class KstatusRules {
    private static final String READY = "Ready";
    private static final String RECONCILING = "Reconciling";
    private static final String STALLED = "Stalled";
    private static final String PROGRESSING = "Progressing";

    /// Conditions that tell of trouble when they hold.
    private static final Set<String> NEGATIVE =
            new TreeSet<>(
                    List.of(
                            RECONCILING,
                            STALLED,
                            "FetchFailed",
                            "BuildFailed",
                            "ArtifactOutdated",
                            "StorageOperationFailed",
                            "IncludeUnavailable"));

    private final long generation;
    private final JsonNode observed;
    private final List<JsonNode> conditions = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    private KstatusRules(long generation, JsonNode status) {
        this.generation = generation;
        this.observed = status.path("observedGeneration");
        status.path("conditions").forEach(conditions::add);
    }

    /// The rules that a status breaks; empty if it is good, or if nobody has handled the resource
    /// yet.
    ///
    /// @param generation of the resource
    /// @param status of the resource; missing or null if it has none
    public static List<String> broken(long generation, JsonNode status) {
        var rules = new KstatusRules(generation, status);
        if (rules.isHandled()) {
            rules.always();
            rules.each();
            if (rules.isUnderway()) {
                rules.rule("Ready is True though under way", !rules.ready("True"));
            } else {
                rules.atTheEnd();
            }
        }
        return List.copyOf(rules.broken);
    }

    private boolean isHandled() {
        return !conditions.isEmpty() || observed.asLong(-1) > 0;
    }

    private boolean isUnderway() {
        return condition(RECONCILING).path("reason").asText().equals(PROGRESSING);
    }

    private void always() {
        rule("Ready is missing", !condition(READY).isMissingNode());
        rule("Reconciling and Stalled at the same time", !holds(RECONCILING) || !holds(STALLED));
        rule("observed a generation that does not exist yet", observed.asLong(0) <= generation);
        rule("Ready is not False though Stalled", !holds(STALLED) || ready("False"));
        rule("Ready is Unknown but not Reconciling", !ready("Unknown") || isUnderway());
        rule(
                "a condition occurs twice",
                conditions.stream().map(one -> one.path("type").asText()).distinct().count()
                        == conditions.size());
    }

    private void each() {
        for (JsonNode one : conditions) {
            String type = one.path("type").asText();
            boolean abnormal = type.equals(RECONCILING) || type.equals(STALLED);
            long of = one.path("observedGeneration").asLong(0);
            rule(type + " is False instead of absent", !abnormal || holds(type));
            rule(type + " has no observed generation", of > 0);
            rule(type + " is of a generation that does not exist yet", of <= generation);
            rule(type + " has no reason", !one.path("reason").asText().isEmpty());
            rule(type + " has no time", !one.path("lastTransitionTime").asText().isEmpty());
        }
    }

    private void atTheEnd() {
        rule("Ready is not False though Reconciling", !holds(RECONCILING) || ready("False"));
        if (!ready("True")) {
            return;
        }
        boolean current = observed.isMissingNode() || observed.asLong() == generation;
        boolean changed = condition(READY).path("observedGeneration").asLong() < generation;
        // Between a change of the spec and the first look at it a status speaks of what was before.
        rule("Ready, but the status is of an older generation", current || changed);
        for (JsonNode one : conditions) {
            String type = one.path("type").asText();
            rule("Ready though " + type, !NEGATIVE.contains(type) || !holds(type));
            rule(
                    "Ready, but " + type + " is of another generation than Ready",
                    one.path("observedGeneration").asLong()
                            == condition(READY).path("observedGeneration").asLong());
        }
    }

    private void rule(String name, boolean kept) {
        if (!kept) {
            broken.add(name);
        }
    }

    private boolean holds(String type) {
        return condition(type).path("status").asText().equals("True");
    }

    private boolean ready(String status) {
        return condition(READY).path("status").asText().equals(status);
    }

    private JsonNode condition(String type) {
        return conditions.stream()
                .filter(one -> one.path("type").asText().equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
