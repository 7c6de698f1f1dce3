package io.sluice.statusprojector;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the whole log has been read and the resources are known.
@Readiness
@Singleton
final class CaughtUpCheck implements HealthCheck {
    private final LogReader reader;
    private final Statuses statuses;

    CaughtUpCheck(LogReader reader, Statuses statuses) {
        this.reader = reader;
        this.statuses = statuses;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = reader.isCaughtUp() && statuses.isSynced();
        return HealthCheckResponse.named("caught up")
                .status(ready)
                .withData("log", reader.isCaughtUp())
                .withData("cluster", statuses.isSynced())
                .build();
    }
}
