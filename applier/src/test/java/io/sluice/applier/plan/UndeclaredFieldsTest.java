package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import org.junit.jupiter.api.Test;

final class UndeclaredFieldsTest {

    private static final String DEPLOYMENT =
            """
            {"apiVersion":"%s","spec":{"typo":1,"replicas":2,
             "containers":[{"name":"a","x":1},{"name":"b","x":1}]}}""";

    @Test
    void what_the_refusal_names_goes() {
        var rest =
                UndeclaredFields.dropped(
                        object(DEPLOYMENT.formatted("apps/v1")),
                        """
                        failed to create typed patch object (n/web; apps/v1, Kind=Deployment): errors:
                          .spec.typo: field not declared in schema
                          .spec.containers[name="b"].x: field not declared in schema""");

        assertThat(rest)
                .get()
                .hasToString(
                        "{\"apiVersion\":\"apps/v1\",\"spec\":{\"replicas\":2,"
                                + "\"containers\":[{\"name\":\"a\",\"x\":1},{\"name\":\"b\"}]}}");
    }

    @Test
    void other_refusals_and_other_kinds_stand() {
        String refusal = "typed patch object: .spec.typo: field not declared in schema";

        assertThat(
                        UndeclaredFields.dropped(
                                object(DEPLOYMENT.formatted("example.com/v1")), refusal))
                .isEmpty();
        assertThat(
                        UndeclaredFields.dropped(
                                object(DEPLOYMENT.formatted("apps/v1")),
                                "spec.typo: Invalid value"))
                .isEmpty();
        assertThat(
                        UndeclaredFields.dropped(
                                object(DEPLOYMENT.formatted("apps/v1")),
                                ".spec.gone: field not declared in schema"))
                .isEmpty();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) EventJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
