package io.sluice.sourcewatcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.source.CheckOutcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The metrics and their names.
@Singleton
public final class Metrics {

    /// Flux's buckets, ten from 10 ms to half an hour.
    private static final Duration[] BUCKETS =
            IntStream.range(0, 10)
                    .mapToDouble(step -> 10 * Math.pow(180_000, step / 9.0))
                    .mapToObj(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<ResourceKey, Timer> durations = new ConcurrentHashMap<>();

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void published(String event, String cause) {
        registry.counter("sluice_events_published", "event", event, "cause", cause).increment();
    }

    void undelivered() {
        registry.counter("sluice_events_undelivered").increment();
    }

    void refused() {
        registry.counter("sluice_records_refused").increment();
    }

    void logLost() {
        registry.counter("sluice_log_lost").increment();
    }

    /// A check ended. Flux's histogram is by resource, as its dashboards want it.
    void checked(ResourceKey source, CheckOutcome outcome, Duration took) {
        String result =
                switch (outcome) {
                    case CheckOutcome.Current current ->
                            current.commits().isEmpty() ? "unchanged" : "packed";
                    case CheckOutcome.Failed _ -> "failed";
                    case CheckOutcome.Stored _ -> "stored";
                };
        registry.timer("sluice_source_check", "kind", source.kind(), "result", result).record(took);
        durations.computeIfAbsent(source, this::duration).record(took);
    }

    private Timer duration(ResourceKey source) {
        return Timer.builder("gotk_reconcile_duration")
                .description("The duration of a check of a source.")
                .tag("kind", source.kind())
                .tag("name", source.name())
                .tag("namespace", source.namespace())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /// A source is gone, and with it its series.
    void gone(ResourceKey source) {
        Timer held = durations.remove(source);
        if (held != null) {
            registry.remove(held);
        }
    }
}
