package io.sluice.renderer.substitution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.kustomize.PostBuild;
import io.sluice.api.kustomize.PostBuild.VariableSource;
import io.sluice.events.Reference;
import io.sluice.renderer.desiredstate.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PreparationTest {

    @Test
    void later_sources_win_and_inline_values_win_over_all() {
        var postBuild =
                new PostBuild(
                        Map.of("c", "inline"),
                        List.of(
                                new VariableSource("ConfigMap", "first", false),
                                new VariableSource("Secret", "second", false)),
                        null);
        var ready =
                ready(
                        postBuild,
                        found("ConfigMap", "first", Map.of("a", "1", "b", "1", "c", "1")),
                        found("Secret", "second", Map.of("b", "2\n3", "c", "2")));
        assertThat(ready.references()).extracting(Reference::resourceVersion).containsOnly("7");
        var substitution = ready.substitution();
        assertThat(substitution).isNotNull();
        var result = substitution.apply(CanonicalJson.parse("{}"), "x: ${a} ${b} ${c}\n");
        assertThat(result)
                .isEqualTo(
                        new Substitution.Result.Done(
                                CanonicalJson.parse("{\"x\":\"1 23 inline\"}"), true));
    }

    @Test
    void an_inline_value_over_a_secret_one_is_not_secret() {
        var postBuild =
                new PostBuild(
                        Map.of("c", "inline"),
                        List.of(new VariableSource("Secret", "s", false)),
                        null);
        var substitution = ready(postBuild, found("Secret", "s", Map.of("c", "2"))).substitution();
        assertThat(substitution).isNotNull();
        assertThat(substitution.apply(CanonicalJson.parse("{}"), "x: ${c}\n"))
                .isEqualTo(
                        new Substitution.Result.Done(
                                CanonicalJson.parse("{\"x\":\"inline\"}"), false));
    }

    @Test
    void a_missing_source_is_named_unless_it_is_optional() {
        var absent =
                new FoundVariables(
                        new Reference("ConfigMap", "apps", "vars", null, null), new TreeMap<>());
        var required =
                new PostBuild(
                        Map.of(), List.of(new VariableSource("ConfigMap", "vars", false)), null);
        assertThat(Preparation.of(required, List.of(absent)))
                .isInstanceOfSatisfying(
                        Preparation.Refused.class,
                        refused -> assertThat(refused.message()).contains("ConfigMap apps/vars"));
        var optional =
                new PostBuild(
                        Map.of(), List.of(new VariableSource("ConfigMap", "vars", true)), null);
        assertThat(ready(optional, absent).substitution()).as("no variables").isNull();
        var always =
                new PostBuild(
                        Map.of(), List.of(new VariableSource("ConfigMap", "vars", true)), "Always");
        assertThat(ready(always, absent).substitution()).isNotNull();
    }

    @Test
    void a_name_that_is_none_fails_the_build() {
        var postBuild = new PostBuild(Map.of("a-b", "1"), List.of(), null);
        assertThat(Preparation.of(postBuild, List.of()))
                .isInstanceOfSatisfying(
                        Preparation.Refused.class,
                        refused -> assertThat(refused.message()).contains("'a-b'"));
    }

    private static Preparation.Ready ready(PostBuild postBuild, FoundVariables... found) {
        Preparation preparation = Preparation.of(postBuild, List.of(found));
        assertThat(preparation).isInstanceOf(Preparation.Ready.class);
        return (Preparation.Ready) preparation;
    }

    private static FoundVariables found(String kind, String name, Map<String, String> values) {
        return new FoundVariables(
                new Reference(kind, "apps", name, "uid", "7"), new TreeMap<>(values));
    }
}
