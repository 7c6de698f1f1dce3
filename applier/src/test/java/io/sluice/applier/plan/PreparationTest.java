package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.applier.drift.Seen;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import org.junit.jupiter.api.Test;

final class PreparationTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "flux", "app");

    @Test
    void what_only_the_api_server_writes_is_dropped_and_the_owner_added()
            throws JsonProcessingException {
        var rendered =
                EventJson.mapper()
                        .readTree(
                                """
                                {"apiVersion":"v1","kind":"ConfigMap","status":{"x":1},
                                 "metadata":{"name":"a","creationTimestamp":null,"labels":null}}""");

        assertThat(Preparation.prepare(rendered, UNIT))
                .hasToString(
                        """
                        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":\
                        {"kustomize.toolkit.fluxcd.io/name":"app",\
                        "kustomize.toolkit.fluxcd.io/namespace":"flux"}}}""");
        assertThat(rendered.has("status")).isTrue();
    }

    @Test
    void plain_text_of_secrets_is_encoded_and_wins_over_data() throws JsonProcessingException {
        var rendered =
                EventJson.mapper()
                        .readTree(
                                """
                                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},
                                 "data":{"a":"b2xk","b":"Yg=="},"stringData":{"a":"new"}}""");

        var prepared = Preparation.prepare(rendered, UNIT);

        assertThat(prepared.has("stringData")).isFalse();
        assertThat(prepared.get("data")).hasToString("{\"a\":\"bmV3\",\"b\":\"Yg==\"}");
    }

    @Test
    void stamps_are_annotations() throws JsonProcessingException {
        var prepared =
                Preparation.prepare(
                        EventJson.mapper().readTree("{\"metadata\":{\"annotations\":null}}"), UNIT);

        var stamped = Preparation.stamped(prepared, new Seen.Stamp("r", "d"));

        assertThat(stamped.path("metadata").path("annotations"))
                .hasToString("{\"sluice.io/digest\":\"d\",\"sluice.io/revision\":\"r\"}");
        assertThat(Preparation.stamped(prepared, Seen.Stamp.NONE)).isSameAs(prepared);
    }
}
