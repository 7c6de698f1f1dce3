package io.sluice.statusprojector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.Announcer;
import io.sluice.statusprojector.effects.KindDesk;
import io.sluice.statusprojector.effects.NoticeBoard.Posting;
import io.sluice.statusprojector.notice.Notice;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the status-projector counts; all its metric names stand here.
@Singleton
final class ProjectorMetrics implements KindDesk.WriteListener, Announcer.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectorMetrics.class);
    private static final String RECORDS = "sluice_projection_records";
    private static final String REFUSED = "sluice_projection_refused";
    private static final String CAUGHT_UP = "sluice_projection_caught_up";
    private static final String WRITES = "sluice_status_writes";
    private static final String LATENCY = "sluice_status_latency";
    private static final String NOTICES = "sluice_notices";

    /// Flux's; Micrometer adds the unit, `_seconds`. By resource, as Flux's dashboards want it.
    private static final String DURATION = "gotk_reconcile_duration";

    /// Flux's buckets, ten from 10 ms to half an hour.
    private static final Duration[] BUCKETS =
            IntStream.range(0, 10)
                    .mapToDouble(step -> 10 * Math.pow(180_000, step / 9.0))
                    .mapToObj(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
                    .toArray(Duration[]::new);

    private static final String KIND = "kind";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<ResourceKey, Timer> durations = new ConcurrentHashMap<>();

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

    @Override
    public void posted(Notice notice, Posting posting) {
        String result =
                switch (posting) {
                    case Posting.Posted _ -> "posted";
                    case Posting.Known _ -> "known";
                    case Posting.Refused _ -> "refused";
                    case Posting.Unreachable _ -> "unreachable";
                };
        registry.counter(
                        NOTICES,
                        KIND,
                        notice.about().kind(),
                        "type",
                        notice.level().word(),
                        "result",
                        result)
                .increment();
        switch (posting) {
            case Posting.Refused(String message) ->
                    LOG.warn("{} event {} refused: {}", notice.about(), notice.reason(), message);
            case Posting.Unreachable(String message) ->
                    LOG.warn(
                            "{} event {} not written, tried again soon: {}",
                            notice.about(),
                            notice.reason(),
                            message);
            case Posting.Posted _, Posting.Known _ -> {}
        }
    }

    @Override
    public void reconciled(ResourceKey key, Duration took) {
        durations.computeIfAbsent(key, this::duration).record(took);
    }

    private Timer duration(ResourceKey key) {
        return Timer.builder(DURATION)
                .description("The duration of a reconciliation, from its request to its end.")
                .tag(KIND, key.kind())
                .tag("name", key.name())
                .tag("namespace", key.namespace())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void retired(ResourceKey key) {
        Timer held = durations.remove(key);
        if (held != null) {
            registry.remove(held);
        }
    }
}
