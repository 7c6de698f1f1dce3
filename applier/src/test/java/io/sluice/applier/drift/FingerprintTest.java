package io.sluice.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    private static final String FIELDS =
            """
            {"f:spec":{"f:replicas":{},"f:template":{"f:spec":{
                "f:containers":{"k:{\\"name\\":\\"web\\"}":{".":{},"f:name":{},"f:image":{},
                    "f:ports":{"k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":
                        {".":{},"f:containerPort":{}}}}},
                "f:securityContext":{}}},
              "f:tags":{"v:\\"a\\"":{}}}}""";

    @Test
    void what_is_the_same_did_not_change() {
        assertThat(of(object(1, "x", "{}")).changedSince(of(object(1, "x", "{}")))).isEmpty();
    }

    @Test
    void a_changed_value_is_named_by_its_path() {
        assertThat(of(object(1, "y", "{}")).changedSince(of(object(1, "x", "{}"))))
                .containsExactly("/spec/template/spec/containers/{\"name\":\"web\"}/image");
    }

    @Test
    void a_path_that_left_our_entry_changed() {
        var object = json(object(1, "x", "{}"));
        var stolen = Fingerprint.of(object, json("{\"f:spec\":{\"f:template\":{}}}"));

        assertThat(stolen.changedSince(of(object(1, "x", "{}")))).contains("/spec/replicas");
    }

    @Test
    void what_others_put_into_our_empty_map_is_theirs() {
        var baseline = of(object(1, "x", "{}"));

        assertThat(of(object(1, "x", "{\"runAsUser\":1}")).changedSince(baseline)).isEmpty();
    }

    @Test
    void members_of_sets_and_elements_by_several_keys_are_found() {
        assertThat(of(object(1, "x", "{}")).values())
                .containsKeys(
                        "/spec/tags/\"a\"",
                        "/spec/template/spec/containers/{\"name\":\"web\"}/ports/"
                                + "{\"containerPort\":80,\"protocol\":\"TCP\"}/containerPort");
    }

    @Test
    void the_order_of_keys_does_not_matter_but_that_of_lists_does() {
        var fields = json("{\"f:x\":{}}");

        assertThat(Fingerprint.of(json("{\"x\":{\"a\":1,\"b\":2}}"), fields))
                .isEqualTo(Fingerprint.of(json("{\"x\":{\"b\":2,\"a\":1}}"), fields));
        assertThat(Fingerprint.of(json("{\"x\":[1,2]}"), fields))
                .isNotEqualTo(Fingerprint.of(json("{\"x\":[2,1]}"), fields));
    }

    @Test
    void every_desired_leaf_that_is_ours_is_covered() {
        assertThat(Coverage.isComplete(json(desired("x")), FIELDS)).isTrue();
    }

    @Test
    void a_desired_leaf_that_is_not_ours_is_noticed() {
        assertThat(Coverage.isComplete(json("{\"spec\":{\"replicas\":1,\"paused\":true}}"), FIELDS))
                .isFalse();
        assertThat(
                        Coverage.isComplete(
                                json(
                                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                                + "[{\"name\":\"other\"}]}}}}"),
                                FIELDS))
                .isFalse();
    }

    private static String desired(String image) {
        return """
        {"apiVersion":"v1","kind":"X","metadata":{"name":"n","namespace":"m"},
         "spec":{"replicas":1,"tags":["a"],"template":{"spec":{"securityContext":{},"containers":[
            {"name":"web","image":"%s","ports":[{"containerPort":80}]}]}}}}"""
                .formatted(image);
    }

    private static String object(int replicas, String image, String context) {
        return """
        {"spec":{"replicas":%d,"tags":["b","a"],"template":{"spec":{"securityContext":%s,"containers":[
            {"name":"side","image":"other"},
            {"name":"web","image":"%s","ports":[{"containerPort":80,"protocol":"TCP"}]}]}}}}"""
                .formatted(replicas, context, image);
    }

    private static Fingerprint of(String object) {
        return Fingerprint.of(json(object), json(FIELDS));
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
