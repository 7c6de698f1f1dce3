package io.sluice.sourcewatcher.http;

import io.sluice.sourcewatcher.store.ArtifactStore;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/// Serves the artifacts at Flux's paths, and nothing else.
@Singleton
public final class ArtifactRoutes {

    private static final int NOT_FOUND = 404;

    private final ArtifactStore store;

    public ArtifactRoutes(ArtifactStore store) {
        this.store = store;
    }

    void register(@Observes Router router) {
        router.get("/gitrepository/*").handler(this::serve);
        router.head("/gitrepository/*").handler(this::serve);
    }

    private void serve(RoutingContext request) {
        HttpServerResponse response = request.response();
        Path file = store.find(request.normalizedPath().substring(1)).orElse(null);
        if (file == null) {
            response.setStatusCode(NOT_FOUND).end();
            return;
        }
        response.putHeader("Content-Type", "application/gzip");
        response.sendFile(file.toString())
                .onFailure(
                        _ -> {
                            if (!response.ended()) {
                                response.setStatusCode(NOT_FOUND).end();
                            }
                        });
    }
}
