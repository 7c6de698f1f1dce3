package io.sluice.sourcewatcher;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// The health endpoints.
final class Health {

    @Produces
    @Singleton
    @Readiness
    HealthCheck ready(Vital vital) {
        return () -> HealthCheckResponse.named("leading").status(vital.isLeading()).build();
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck live(Vital vital) {
        return () -> HealthCheckResponse.named("loops turn").status(vital.isTurning()).build();
    }
}
