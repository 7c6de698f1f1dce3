package io.sluice.renderer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Ready when requests can be answered; alive while the poll loop turns, whatever the broker does.
@Singleton
final class Health {

    private static final Duration TURN = Duration.ofSeconds(60);

    private final RendererService service;

    Health(RendererService service) {
        this.service = service;
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck readiness() {
        return () -> answer("requests can be answered", service.isReady());
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck liveness() {
        return () -> answer("the poll loop turns", service.isAlive(TURN));
    }

    private static HealthCheckResponse answer(String name, boolean up) {
        return HealthCheckResponse.named(name).status(up).build();
    }
}
