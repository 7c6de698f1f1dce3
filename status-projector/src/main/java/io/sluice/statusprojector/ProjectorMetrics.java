package io.sluice.statusprojector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.KindDesk;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the status-projector counts; all its metric names stand here.
@Singleton
final class ProjectorMetrics implements KindDesk.WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectorMetrics.class);
    private static final String RECORDS = "sluice_projection_records";
    private static final String REFUSED = "sluice_projection_refused";
    private static final String CAUGHT_UP = "sluice_projection_caught_up";
    private static final String WRITES = "sluice_status_writes";
    private static final String LATENCY = "sluice_status_latency";
    private static final String KIND = "kind";

    private final MeterRegistry registry;
    private final InstantSource clock;

    ProjectorMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    void recordRead(Topic topic) {
        registry.counter(RECORDS, "topic", topic.suffix()).increment();
    }

    void recordRefused(Reading.Reason reason) {
        registry.counter(REFUSED, "reason", reason.name()).increment();
    }

    void watch(BooleanSupplier caughtUp) {
        Gauge.builder(CAUGHT_UP, () -> caughtUp.getAsBoolean() ? 1 : 0).register(registry);
    }

    @Override
    public void written(ResourceKey key, Instant since) {
        registry.counter(WRITES, KIND, key.kind(), "result", "written").increment();
        Duration latency = Duration.between(since, clock.instant());
        if (!latency.isNegative()) {
            Timer.builder(LATENCY)
                    .tag(KIND, key.kind())
                    .publishPercentiles(0.5, 0.95)
                    .register(registry)
                    .record(latency);
        }
        LOG.info("{} status written after {} ms", key, latency.toMillis());
    }

    @Override
    public void failed(ResourceKey key, String message) {
        registry.counter(WRITES, KIND, key.kind(), "result", "failed").increment();
        LOG.warn("{} status not written, tried again soon: {}", key, message);
    }
}
