package io.sluice.statusprojector;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while the loop that reads the log turns, whatever the broker does.
@Liveness
@Singleton
final class TurningCheck implements HealthCheck {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

    private final LogReader reader;

    TurningCheck(LogReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("reading").status(reader.isTurning(LONGEST_TURN)).build();
    }
}
