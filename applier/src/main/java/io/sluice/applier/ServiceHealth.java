package io.sluice.applier;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// What the cluster asks about this process.
@Singleton
final class ServiceHealth {

    private static final Duration TURN = Duration.ofSeconds(60);

    private final ApplierService service;

    ServiceHealth(ApplierService service) {
        this.service = service;
    }

    /// Ready when everything is known that is needed to act.
    @Produces
    @Singleton
    @Readiness
    HealthCheck ready() {
        return () -> response("log and cluster are read", service.isReady());
    }

    /// Alive while the poll loops turn, whatever broker and API server do.
    @Produces
    @Singleton
    @Liveness
    HealthCheck alive() {
        return () -> response("the poll loops turn", service.isAlive(TURN));
    }

    private static HealthCheckResponse response(String name, boolean up) {
        return HealthCheckResponse.named(name).status(up).build();
    }
}
