package io.sluice.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class IgnoredPathsTest {

    private static final JsonNode DESIRED =
            json(
                    """
                    {"metadata":{"annotations":{"a/b":"1","c":"2"}},"spec":{"replicas":2,
                     "list":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}""");

    @Test
    void the_rest_is_the_object_without_them() {
        assertThat(ignoring("/spec/list", "/metadata/annotations/a~1b").without(DESIRED))
                .isEqualTo(
                        json(
                                "{\"metadata\":{\"annotations\":{\"c\":\"2\"}},\"spec\":{\"replicas\":2}}"));
    }

    @Test
    void places_in_a_list_mean_the_list_as_it_was() {
        assertThat(ignoring("/spec/list/0", "/spec/list/1/image").without(DESIRED).at("/spec/list"))
                .isEqualTo(json("[{\"name\":\"b\"}]"));
    }

    @Test
    void what_is_not_there_is_no_error() {
        assertThat(ignoring("/spec/none/deep", "/spec/list/7", "/spec/list/x").without(DESIRED))
                .isEqualTo(DESIRED);
    }

    @Test
    void a_fingerprint_forgets_the_path_what_is_below_it_and_what_holds_it_as_a_whole() {
        var values = new TreeMap<String, Long>();
        values.put("/spec/replicas", 1L);
        values.put("/spec/list/{\"name\":\"a\"}/image", 2L);
        values.put("/spec/list/{\"name\":\"b\"}/image", 3L);
        values.put("/metadata/annotations/a~1b", 4L);
        values.put("/spec/atomic", 5L);

        var kept =
                ignoring("/spec/list/1/image", "/metadata/annotations", "/spec/atomic/deep")
                        .without(new Fingerprint(values), DESIRED);

        assertThat(kept.values())
                .containsOnlyKeys("/spec/replicas", "/spec/list/{\"name\":\"a\"}/image");
    }

    private static IgnoredPaths ignoring(String... pointers) {
        return new IgnoredPaths(List.of(pointers));
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
