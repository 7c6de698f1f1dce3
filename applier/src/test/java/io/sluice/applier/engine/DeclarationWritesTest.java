package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeclarationWritesTest {

    private final PlayedCluster cluster =
            new PlayedCluster(_ -> new Reply.Accepted(200, EventJson.mapper().missingNode()));

    @Test
    void a_status_written_meanwhile_is_in_no_finalizer_s_way() throws IOException {
        writes().addFinalizer(new Stored("uid-1", "42", List.of(), List.of()));

        assertThat(body())
                .isEqualTo(
                        EventJson.mapper()
                                .readTree(
                                        """
                                        [{"op": "test", "path": "/metadata/uid", "value": "uid-1"},
                                        {"op": "test", "path": "/metadata/finalizers", "value": null},
                                        {"op": "add", "path": "/metadata/finalizers",
                                        "value": ["finalizers.fluxcd.io"]}]"""));
    }

    @Test
    void a_finalizer_is_added_only_beside_those_that_were_read() throws IOException {
        writes().addFinalizer(new Stored("uid-1", "42", List.of("theirs"), List.of()));

        assertThat(body().get(1))
                .isEqualTo(
                        EventJson.mapper()
                                .readTree(
                                        """
                                        {"op": "test", "path": "/metadata/finalizers",
                                        "value": ["theirs"]}"""));
        assertThat(body().get(2).path("path").asText()).isEqualTo("/metadata/finalizers/-");
    }

    private JsonNode body() throws IOException {
        return EventJson.mapper().readTree(cluster.sent().getFirst().body());
    }

    private DeclarationWrites writes() {
        return new DeclarationWrites(
                cluster.calls("tenant"), new ResourceKey("Kustomization", "flux-system", "app"));
    }
}
