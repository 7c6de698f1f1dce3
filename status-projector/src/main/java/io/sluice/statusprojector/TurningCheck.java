package io.sluice.statusprojector;

import io.sluice.statusprojector.kafka.EffectsConsumer;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while the loops that read the log turn, whatever the broker does.
@Liveness
@Singleton
final class TurningCheck implements HealthCheck {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

    private final LogReader reader;
    private final EffectsConsumer consumer;
    private final NoticeConsumers notices;

    TurningCheck(LogReader reader, EffectsConsumer consumer, NoticeConsumers notices) {
        this.reader = reader;
        this.consumer = consumer;
        this.notices = notices;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("reading")
                .status(
                        reader.isTurning(LONGEST_TURN)
                                && consumer.isTurning(LONGEST_TURN)
                                && notices.isTurning(LONGEST_TURN))
                .build();
    }
}
