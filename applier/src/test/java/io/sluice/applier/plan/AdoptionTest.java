package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.applier.drift.IgnoredPaths;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdoptionTest {

    private static final ObjectNode DESIRED =
            json(
                    """
                    {"metadata":{"labels":{"kustomize.toolkit.fluxcd.io/name":"app"}},
                     "spec":{"replicas":2,"list":[
                        {"name":"a","image":"a:1"},{"name":"b","image":"b:1"}]}}""");

    @Test
    void a_live_value_nobody_applies_is_sent_as_it_is() {
        var body = adopt("/spec/replicas", live("[]"));

        assertThat(body.at("/spec/replicas").asInt()).isEqualTo(5);
    }

    @Test
    void what_another_manager_applies_is_left_out() {
        var live =
                live(
                        """
                        [{"manager":"hpa","operation":"Apply",
                          "fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");

        assertThat(adopt("/spec/replicas", live).at("/spec").has("replicas")).isFalse();
    }

    @Test
    void an_update_by_another_manager_is_no_claim() {
        var live =
                live(
                        """
                        [{"manager":"hpa","operation":"Update",
                          "fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");

        assertThat(adopt("/spec/replicas", live).at("/spec/replicas").asInt()).isEqualTo(5);
    }

    @Test
    void an_element_of_a_list_is_found_by_its_name() {
        var body = adopt("/spec/list/1/image", live("[]"));

        assertThat(body.at("/spec/list/1/image").asText()).isEqualTo("b:9");
        assertThat(body.at("/spec/list/0/image").asText()).isEqualTo("a:1");
    }

    @Test
    void an_element_that_another_manager_applies_is_left_out_by_its_key() {
        var live =
                live(
                        """
                        [{"manager":"updater","operation":"Apply","fieldsV1":{"f:spec":{"f:list":
                          {"k:{\\"name\\":\\"b\\"}":{"f:image":{}}}}}}]""");

        var body = adopt("/spec/list/1/image", live);

        assertThat(body.at("/spec/list/1").has("image")).isFalse();
    }

    @Test
    void what_is_gone_from_the_live_object_is_not_put_back() {
        ObjectNode live = live("[]");
        ((ObjectNode) live.path("spec")).remove("replicas");

        assertThat(adopt("/spec/replicas", live).at("/spec").has("replicas")).isFalse();
    }

    @Test
    void what_git_does_not_name_is_left_alone() {
        assertThat(adopt("/spec/paused", live("[]"))).isEqualTo(DESIRED);
    }

    @Test
    void owner_labels_are_never_left_to_others() {
        var body = adopt("/metadata/labels", live("[]"));

        assertThat(body.at("/metadata/labels/kustomize.toolkit.fluxcd.io~1name").asText())
                .isEqualTo("app");
        assertThat(body.at("/metadata/labels/theirs").asText()).isEqualTo("1");
    }

    private static ObjectNode adopt(String pointer, ObjectNode live) {
        return Adoption.of(DESIRED, new IgnoredPaths(List.of(pointer)), live);
    }

    private static ObjectNode live(String managedFields) {
        return json(
                """
                {"metadata":{"labels":{"theirs":"1"},"managedFields":%s},"spec":{"replicas":5,
                 "list":[{"name":"b","image":"b:9"},{"name":"a","image":"a:9"}]}}"""
                        .formatted(managedFields));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
