package io.sluice.statusprojector.http;

import io.sluice.events.ResourceKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The units, one by one and all.
@Singleton
@Path("/api/v1/units")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class UnitsResource {
    private final ReadModel model;

    UnitsResource(ReadModel model) {
        this.model = model;
    }

    /// All units, without their objects.
    @GET
    public Items<UnitJson> all() {
        return new Items<>(model.units().stream().map(UnitJson::of).toList());
    }

    /// One unit with everything that is known of it.
    @GET
    @Path("{kind}/{namespace}/{name}")
    public UnitDetailJson one(
            @PathParam("kind") String kind,
            @PathParam("namespace") String namespace,
            @PathParam("name") String name) {
        var key = new ResourceKey(kind, namespace, name);
        return model.unit(key)
                .map(UnitDetailJson::of)
                .orElseThrow(() -> ProblemJson.notFound("no unit %s is known".formatted(key)));
    }
}
