package io.sluice.statusprojector.http;

import io.sluice.events.ResourceKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The sources, one by one and all.
@Singleton
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SourcesResource {
    private final ReadModel model;

    SourcesResource(ReadModel model) {
        this.model = model;
    }

    /// All sources.
    @GET
    public Items<SourceJson> all() {
        return new Items<>(model.sources().stream().map(model::json).toList());
    }

    /// One source with its newest commits.
    @GET
    @Path("{kind}/{namespace}/{name}")
    public SourceJson.Detail one(
            @PathParam("kind") String kind,
            @PathParam("namespace") String namespace,
            @PathParam("name") String name) {
        var key = new ResourceKey(kind, namespace, name);
        return model.source(key)
                .map(model::detail)
                .orElseThrow(() -> ProblemJson.notFound("no source %s is known".formatted(key)));
    }
}
