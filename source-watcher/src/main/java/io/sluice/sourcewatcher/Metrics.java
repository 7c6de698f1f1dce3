package io.sluice.sourcewatcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.sourcewatcher.source.CheckOutcome;
import jakarta.inject.Singleton;
import java.time.Duration;

/// The metrics and their names.
@Singleton
public final class Metrics {

    private final MeterRegistry registry;

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

    void checked(String kind, CheckOutcome outcome, Duration took) {
        String result =
                switch (outcome) {
                    case CheckOutcome.Current current ->
                            current.commits().isEmpty() ? "unchanged" : "packed";
                    case CheckOutcome.Failed _ -> "failed";
                    case CheckOutcome.Stored _ -> "stored";
                };
        registry.timer("sluice_source_check", "kind", kind, "result", result).record(took);
    }
}
