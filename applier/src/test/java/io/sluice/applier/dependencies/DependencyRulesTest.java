package io.sluice.applier.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.DependencyVerdict;
import io.sluice.applier.unit.Identity;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Slots;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DependencyRulesTest {

    private static final ResourceKey OURS = new ResourceKey("GitRepository", "flux", "ours");
    private static final ResourceKey THEIRS = new ResourceKey("GitRepository", "flux", "theirs");

    private static final Declaration.LiveSpec LIVE_SPEC =
            new Declaration.LiveSpec(
                    true, true, false, Duration.ofMinutes(1), new Identity.Own(), null);

    private final Map<ResourceKey, Declaration> units = new HashMap<>();
    private final Map<Integer, UnitExpressions.Readiness> answers = new HashMap<>();
    private boolean additive;

    @Test
    void a_dependency_may_be_in_another_namespace() {
        add(key("infra", "base"), THEIRS, true, "main@sha1:1");
        var app = add(key("apps", "app"), OURS, false, null, key("infra", "base"));

        assertThat(judge(app)).isInstanceOf(DependencyVerdict.Fulfilled.class);
    }

    @Test
    void everything_that_is_missing_is_named_at_once() {
        add(key("infra", "base"), THEIRS, false, null);
        var app =
                add(key("apps", "app"), OURS, false, null, key("infra", "base"), key("infra", "x"));

        assertThat(judge(app))
                .isEqualTo(
                        new DependencyVerdict.Unfulfilled(
                                false,
                                "dependency 'infra/base' is not ready;"
                                        + " dependency 'infra/x' not found",
                                List.of(key("infra", "base"), key("infra", "x"))));
    }

    @Test
    void of_the_same_source_the_revision_must_be_the_same() {
        add(key("apps", "base"), OURS, true, "main@sha1:0");
        var app = add(key("apps", "app"), OURS, false, null, key("apps", "base"));

        assertThat(message(app)).isEqualTo("dependency 'apps/base' revision is not up to date");
    }

    @Test
    void an_expression_replaces_the_built_in_check_with_its_revision_rule() {
        add(key("apps", "base"), OURS, false, "main@sha1:0");
        var app = add(key("apps", "app"), OURS, false, null, key("apps", "base"));

        answers.put(0, new UnitExpressions.Readiness(true, Optional.empty()));

        assertThat(judge(app)).isInstanceOf(DependencyVerdict.Fulfilled.class);
    }

    @Test
    void an_expression_that_is_false_or_has_no_answer_is_told_apart() {
        add(key("apps", "base"), OURS, true, "main@sha1:1");
        var app = add(key("apps", "app"), OURS, false, null, key("apps", "base"));

        answers.put(0, new UnitExpressions.Readiness(false, Optional.empty()));
        assertThat(message(app))
                .isEqualTo("dependency 'apps/base' is not ready according to readyExpr eval");
        answers.put(0, new UnitExpressions.Readiness(false, Optional.of("no key")));
        assertThat(message(app)).isEqualTo("dependency 'apps/base' is not ready: no key");
    }

    @Test
    void an_additive_expression_leaves_the_built_in_check_in_force() {
        add(key("apps", "base"), OURS, false, null);
        var app = add(key("apps", "app"), OURS, false, null, key("apps", "base"));
        answers.put(0, new UnitExpressions.Readiness(true, Optional.empty()));

        additive = true;

        assertThat(message(app)).isEqualTo("dependency 'apps/base' is not ready");
    }

    private String message(Declaration unit) {
        return ((DependencyVerdict.Unfulfilled) judge(unit)).message();
    }

    private DependencyVerdict judge(Declaration unit) {
        return DependencyRules.judge(unit, "main@sha1:1", new Known(), new Given());
    }

    private final class Known implements DependencyRules.Units {
        @Override
        public Optional<Declaration> live(ResourceKey unit) {
            return Optional.ofNullable(units.get(unit));
        }

        @Override
        public Slots slots(ResourceKey unit) {
            return Slots.EMPTY;
        }

        @Override
        public Optional<List<ResourceKey>> cycleOf(ResourceKey unit) {
            return Optional.empty();
        }
    }

    private final class Given implements DependencyRules.Answers {
        @Override
        public Optional<UnitExpressions.Readiness> ask(
                Declaration dependent, int index, Declaration dependency) {
            return Optional.ofNullable(answers.get(index));
        }

        @Override
        public boolean areAdditive() {
            return additive;
        }
    }

    private Declaration add(
            ResourceKey unit,
            ResourceKey source,
            boolean ready,
            @Nullable String revision,
            ResourceKey... dependsOn) {
        var declaration =
                new Declaration(
                        unit,
                        "uid",
                        1,
                        "1",
                        new Declaration.Lifecycle(false, false, List.of()),
                        LIVE_SPEC,
                        source,
                        List.of(dependsOn),
                        List.of(),
                        new Declaration.ReportedStatus(1, ready, revision));
        units.put(unit, declaration);
        return declaration;
    }

    private static ResourceKey key(String namespace, String name) {
        return new ResourceKey("Kustomization", namespace, name);
    }
}
