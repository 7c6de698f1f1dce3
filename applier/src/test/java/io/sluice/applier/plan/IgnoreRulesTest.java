package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ApplySpec;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IgnoreRulesTest {

    private static final JsonNode WEB =
            json(
                    """
                    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web-1",
                     "namespace":"shop","labels":{"tier":"front"},"annotations":{"a":"1"}}}""");

    @Test
    void a_rule_without_a_target_means_every_object() {
        assertThat(pointers(null)).containsExactly("/spec/replicas");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'kind':'Deployment'};true",
                "{'kind':'Deploy'};false",
                "{'kind':'Deployment|StatefulSet','name':'web-.*'};true",
                "{'name':'web'};false",
                "{'group':'apps','version':'v1'};true",
                "{'group':'batch'};false",
                "{'namespace':'shop'};true",
                "{'namespace':'sho'};false",
                "{'labelSelector':'tier=front'};true",
                "{'labelSelector':'tier in (back, front),!legacy'};true",
                "{'labelSelector':'tier notin (front)'};false",
                "{'labelSelector':'tier!=back,tier'};true",
                "{'annotationSelector':'a==1'};true",
                "{'annotationSelector':'!a'};false"
            },
            quoteCharacter = '`')
    void a_target_selects_as_in_kustomize(String target, boolean selected) {
        assertThat(pointers(json(target.replace('\'', '"'))).isEmpty()).isEqualTo(!selected);
    }

    @Test
    void what_cannot_be_read_is_named() {
        assertThat(problem("spec/replicas", null))
                .contains("'spec/replicas' is not a JSON pointer");
        assertThat(problem("/a", json("{\"name\":\"(\"}"))).contains("target.name '('");
        assertThat(problem("/a", json("{\"labelSelector\":\"a in b\"}")))
                .contains("target.labelSelector: 'a in b'");
        assertThat(IgnoreRules.problem(List.of(rule("/a", null)))).isEmpty();
    }

    private static List<String> pointers(@Nullable JsonNode target) {
        return IgnoreRules.of(List.of(rule("/spec/replicas", target)))
                .of(SeenReader.idOf(WEB), WEB)
                .pointers();
    }

    private static String problem(String path, @Nullable JsonNode target) {
        return IgnoreRules.problem(List.of(rule(path, target))).orElse("none");
    }

    private static ApplySpec.IgnoreRule rule(String path, @Nullable JsonNode target) {
        return new ApplySpec.IgnoreRule(List.of(path), target);
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
