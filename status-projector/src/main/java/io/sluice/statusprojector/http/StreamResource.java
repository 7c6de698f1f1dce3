package io.sluice.statusprojector.http;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/// The changes as they happen, as server-sent events.
@Singleton
@Path("/api/v1/stream")
public final class StreamResource {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final LiveStream stream;

    StreamResource(LiveStream stream) {
        this.stream = stream;
    }

    /// Every change from now on; comments at the beginning and from time to time keep the
    /// connection alive.
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> changes(@Context Sse sse) {
        Multi<OutboundSseEvent> signs =
                Multi.createFrom()
                        .ticks()
                        .every(SIGN_OF_LIFE)
                        .onOverflow()
                        .drop()
                        .map(_ -> sse.newEventBuilder().comment("here").build());
        Multi<OutboundSseEvent> changes = stream.changes().map(change -> event(sse, change));
        return Multi.createBy().merging().streams(changes, signs);
    }

    private static OutboundSseEvent event(Sse sse, ChangeJson change) {
        return sse.newEventBuilder()
                .id(change.id())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(ChangeJson.class, change)
                .build();
    }
}
