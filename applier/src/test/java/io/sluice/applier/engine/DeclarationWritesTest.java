package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeclarationWritesTest {

    private final List<Request> sent = new ArrayList<>();

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
        return EventJson.mapper().readTree(sent.getFirst().body());
    }

    private DeclarationWrites writes() {
        ApiServer server =
                request -> {
                    sent.add(request);
                    return new Reply.Accepted(200, EventJson.mapper().missingNode());
                };
        var target =
                new Target(
                        "",
                        server,
                        new FairGate(1),
                        new Backoff(() -> Instant.EPOCH),
                        new Discovery(),
                        (_, _) -> false,
                        new LiveObjects());
        Permit permit =
                new Permit() {
                    @Override
                    public void check() {}

                    @Override
                    public void pause(Duration duration) {}
                };
        return new DeclarationWrites(
                new Calls(target, "tenant", permit),
                new ResourceKey("Kustomization", "flux-system", "app"));
    }
}
